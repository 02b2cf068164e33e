package dev.latchkey.management.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.Seed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random requests of five operators, each compared with a model that knows of every key and data
 * API only its domain and its state.
 */
class DomainModelTest {
  private static final int REQUESTS = 100_000;
  private static final int MOST_KEYS = 50;
  private static final List<String> DOMAINS = List.of("sales", "sales-eu", "logistics");
  private static final List<Operator> OPERATORS =
      List.of(
          new Operator("everywhere", Set.copyOf(DOMAINS), Set.copyOf(DOMAINS), true),
          new Operator("sam", Set.of("sales"), Set.of("sales"), false),
          new Operator("lou", Set.of("logistics", "sales-eu"), Set.of("logistics"), false),
          new Operator("eve", Set.of("sales-eu"), Set.of("sales-eu", "sales"), false),
          new Operator("ray", Set.of("sales", "logistics"), Set.of(), false));

  /** An operator with the domains that they may read, and those that they manage. */
  private record Operator(
      String name, Set<String> readable, Set<String> managed, boolean isEverywhere) {
    Set<String> domains(boolean isRead) {
      Set<String> domains = new TreeSet<>(managed);
      if (isRead) {
        domains.addAll(readable);
      }
      return domains;
    }

    TestRequest request(String operation) {
      TestRequest request = TestRequest.of(operation).by(name, name, "");
      return isEverywhere
          ? request.in("read", "*").in("manage", "*")
          : request.in("read", String.join(" ", readable)).in("manage", String.join(" ", managed));
    }
  }

  private enum State {
    ACTIVE,
    REVOKED
  }

  private final SplittableRandom random = new SplittableRandom(Seed.of(DomainModelTest.class));
  private final ManagementFixture api = new ManagementFixture();
  private final Map<String, String> dataApis = new HashMap<>();
  private final Map<String, String> retired = new HashMap<>();
  private final Map<String, String> keys = new HashMap<>();
  private final Map<String, State> states = new HashMap<>();
  private int count;

  @Test
  void eachRequestDoesWhatItsOperatorsDomainsAllow() {
    for (int i = 0; i < REQUESTS; i++) {
      Operator operator = OPERATORS.get(random.nextInt(OPERATORS.size()));
      switch (random.nextInt(12)) {
        case 0 -> register(operator);
        case 1, 2 -> create(operator);
        case 3 -> revoke(operator);
        case 4 -> delete(operator);
        case 5 -> deleteDataApi(operator);
        case 6 -> list(operator);
        case 7 -> listDataApis(operator);
        case 8 -> ofKey(operator, "GET /v1/keys/{key_id}", null);
        case 9 -> ofKey(operator, "PATCH /v1/keys/{key_id}", "{'name': 'renamed'}");
        case 10 -> rotate(operator);
        default -> ofDataApi(operator);
      }
    }
    assertThat(count).isGreaterThan(1_000);
  }

  private void register(Operator operator) {
    String domain = one(DOMAINS);
    String id = dataApis.size() < 20 ? "api-" + count++ : one(dataApis.keySet());
    boolean isTaken = dataApis.containsKey(id) || !retired.getOrDefault(id, domain).equals(domain);
    TestResponse response =
        api.respond(
            operator
                .request("POST /v1/data-apis")
                .body(
                    "{'data_api_id': '%s', 'domain': '%s', 'dataset': 'd', 'routes': [{'api_id': '%s'}]}"
                        .formatted(id, domain, id)));
    if (operator.managed().isEmpty() || !operator.managed().contains(domain)) {
      assertThat(response.status()).isEqualTo(403);
    } else if (isTaken) {
      assertThat(response.status()).as(response.body()).isEqualTo(409);
    } else {
      assertThat(response.status()).as(response.body()).isEqualTo(201);
      dataApis.put(id, domain);
      add((String) response.at("key.key_id"), id);
    }
  }

  private void create(Operator operator) {
    if (keys.size() >= MOST_KEYS) {
      removeOne();
    }
    String id = someDataApi();
    TestResponse response =
        api.respond(
            operator
                .request("POST /v1/keys")
                .body("{'data_api_id': '%s', 'name': 'n'}".formatted(id)));
    if (operator.managed().isEmpty()) {
      assertThat(response.status()).isEqualTo(403);
    } else if (sees(operator, false, dataApis.get(id))) {
      assertThat(response.status()).isEqualTo(201);
      add(response.text("key_id"), id);
    } else {
      response.refuses("pointer /data_api_id");
    }
  }

  private void removeOne() {
    String keyId = one(keys.keySet());
    ofKey(OPERATORS.get(0), "POST /v1/keys/{key_id}/revoke", keyId, null).hasStatus(200);
    ofKey(OPERATORS.get(0), "DELETE /v1/keys/{key_id}", keyId, null).hasStatus(204);
    keys.remove(keyId);
    states.remove(keyId);
  }

  private void revoke(Operator operator) {
    String keyId = someKey();
    TestResponse response = ofKey(operator, "POST /v1/keys/{key_id}/revoke", keyId, null);
    if (isChanged(operator, response, keyId, 200)) {
      states.put(keyId, State.REVOKED);
    }
  }

  private void delete(Operator operator) {
    String keyId = someKey();
    TestResponse response = ofKey(operator, "DELETE /v1/keys/{key_id}", keyId, null);
    boolean isRevoked = states.get(keyId) == State.REVOKED;
    if (isChanged(operator, response, keyId, isRevoked ? 204 : 409) && isRevoked) {
      keys.remove(keyId);
      states.remove(keyId);
    }
  }

  private void rotate(Operator operator) {
    String keyId = someKey();
    TestResponse response = ofKey(operator, "POST /v1/keys/{key_id}/rotate", keyId, null);
    isChanged(operator, response, keyId, states.get(keyId) == State.REVOKED ? 409 : 200);
  }

  private void ofKey(Operator operator, String operation, @Nullable String body) {
    String keyId = someKey();
    TestResponse response = ofKey(operator, operation, keyId, body);
    if (operation.startsWith("GET")) {
      assertThat(response.status()).isEqualTo(sees(operator, true, domainOfKey(keyId)) ? 200 : 404);
    } else {
      isChanged(operator, response, keyId, 200);
    }
  }

  private void deleteDataApi(Operator operator) {
    String id = someDataApi();
    TestResponse response =
        api.respond(operator.request("DELETE /v1/data-apis/{data_api_id}").at("data_api_id", id));
    boolean isUsed =
        keys.entrySet().stream()
            .anyMatch(key -> key.getValue().equals(id) && states.get(key.getKey()) == State.ACTIVE);
    if (operator.managed().isEmpty()) {
      assertThat(response.status()).isEqualTo(403);
    } else if (!sees(operator, false, dataApis.get(id))) {
      assertThat(response.status()).isEqualTo(404);
    } else {
      assertThat(response.status()).isEqualTo(isUsed ? 409 : 204);
      if (!isUsed) {
        retired.put(id, Objects.requireNonNull(dataApis.remove(id)));
      }
    }
  }

  private void ofDataApi(Operator operator) {
    String id = someDataApi();
    TestResponse response =
        api.respond(operator.request("GET /v1/data-apis/{data_api_id}").at("data_api_id", id));
    assertThat(response.status()).isEqualTo(sees(operator, true, dataApis.get(id)) ? 200 : 404);
  }

  private void list(Operator operator) {
    TestRequest request = operator.request("GET /v1/keys").query("limit", "1000");
    String filter = random.nextBoolean() ? someDataApi() : null;
    if (filter != null) {
      request.query("data_api_id", filter);
    }
    assertThat(ids(api.respond(request), "keys", "key_id"))
        .isEqualTo(
            keys.keySet().stream()
                .filter(id -> filter == null || filter.equals(keys.get(id)))
                .filter(id -> sees(operator, true, domainOfKey(id)))
                .collect(Collectors.toSet()));
  }

  private void listDataApis(Operator operator) {
    TestRequest request = operator.request("GET /v1/data-apis").query("limit", "1000");
    assertThat(ids(api.respond(request), "data_apis", "data_api_id"))
        .isEqualTo(
            dataApis.keySet().stream()
                .filter(id -> sees(operator, true, dataApis.get(id)))
                .collect(Collectors.toSet()));
  }

  private TestResponse ofKey(
      Operator operator, String operation, String keyId, @Nullable String body) {
    TestRequest request = operator.request(operation).at("key_id", keyId);
    return api.respond(body == null ? request : request.body(body));
  }

  /** Asserts a change's status; returns whether the operator's domains allow it. */
  private boolean isChanged(Operator operator, TestResponse response, String keyId, int expected) {
    boolean isSeen = sees(operator, false, domainOfKey(keyId));
    assertThat(response.status())
        .as(response.body())
        .isEqualTo(operator.managed().isEmpty() ? 403 : isSeen ? expected : 404);
    return isSeen;
  }

  private void add(String keyId, String dataApiId) {
    keys.put(keyId, dataApiId);
    states.put(keyId, State.ACTIVE);
    count++;
  }

  private @Nullable String domainOfKey(String keyId) {
    String dataApiId = keys.get(keyId);
    return dataApiId == null ? null : dataApis.getOrDefault(dataApiId, retired.get(dataApiId));
  }

  private static boolean sees(Operator operator, boolean isRead, @Nullable String domain) {
    return domain != null && operator.domains(isRead).contains(domain);
  }

  private String someKey() {
    return keys.isEmpty() || random.nextInt(20) == 0 ? "Missing000000000" : one(keys.keySet());
  }

  private String someDataApi() {
    return dataApis.isEmpty() || random.nextInt(20) == 0 ? "missing" : one(dataApis.keySet());
  }

  private <T> T one(Iterable<T> things) {
    List<T> list = new ArrayList<>();
    things.forEach(list::add);
    list.sort(null);
    return list.get(random.nextInt(list.size()));
  }

  @SuppressWarnings("unchecked")
  private static Set<String> ids(TestResponse response, String list, String id) {
    assertThat(response.status()).as(response.body()).isEqualTo(200);
    assertThat(response.json()).doesNotContainKey("next_cursor");
    return ((List<Map<String, Object>>) response.at(list))
        .stream().map(each -> (String) each.get(id)).collect(Collectors.toSet());
  }
}
