package dev.latchkey.management.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.KeyQuery;
import dev.latchkey.core.application.Page;
import dev.latchkey.core.domain.Actor;
import dev.latchkey.core.domain.EventKind;
import dev.latchkey.core.domain.EventTarget;
import dev.latchkey.core.domain.KeyEvent;
import dev.latchkey.core.domain.KeyId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Operators of some domains: what is of another domain is missing. */
class DomainOperatorsTest {
  private final ManagementFixture api = new ManagementFixture();

  /** For each request the body that it needs, with the data API that it names. */
  private static final Map<String, String> BODIES =
      Map.of(
          "POST /v1/keys", "{'data_api_id': '%s', 'name': 'n'}",
          "PATCH /v1/keys/{key_id}", "{'name': 'taken over'}",
          "PATCH /v1/data-apis/{data_api_id}", "{'description': 'taken over'}",
          "POST /v1/keys/{key_id}/extend", "{'validity_days': 1}",
          "POST /v1/explain", "{'key_id': '%2$s', 'method': 'GET', 'api_id': 'a', 'path': '/'}");

  /** The requests that name no key and no data API, or respond for each key that they name. */
  private static final Set<String> OTHERS =
      Set.of("GET /v1/me", "POST /v1/data-apis", "POST /v1/keys/bulk");

  static Stream<Arguments> requestsAndDomains() {
    return ManagementFixture.CALLS.stream()
        .filter(call -> !OTHERS.contains(call))
        .flatMap(
            call ->
                Stream.of("logistics", "sale", "sales-eu", "logistics north")
                    .map(domains -> Arguments.of(call, domains)));
  }

  @ParameterizedTest(name = "{0} in {1}")
  @MethodSource("requestsAndDomains")
  void whatIsForeignIsMissing(String call, String domains) {
    String keyId = api.key("orders");
    String before = seen(keyId);

    TestResponse ofForeign = api.respond(request(call, domains, keyId, "orders"));
    TestResponse ofMissing = api.respond(request(call, domains, "Missing000000000", "missing"));

    assertThat(ofForeign.status()).isEqualTo(ofMissing.status());
    assertThat(withoutInstance(ofForeign)).isEqualTo(withoutInstance(ofMissing));
    assertThat(seen(keyId)).isEqualTo(before);
  }

  @ParameterizedTest(name = "{0} in {1}")
  @MethodSource("requestsAndDomains")
  void whatIsTheirOwnIsThere(String call, String domains) {
    String keyId = api.key("orders");
    if (call.startsWith("DELETE")) {
      api.revoke(keyId);
      api.stores
          .keys()
          .list(new KeyQuery("orders", null, api.now()), new Page.Request(10, null))
          .items()
          .forEach(key -> api.revoke(key.keyId().value()));
    }
    assertThat(api.respond(request(call, domains + " sales", keyId, "orders")).status())
        .isBetween(200, 299);
  }

  @Test
  void aDomainIsRegisteredByThoseWhoManageItOnly() {
    String body =
        """
        {'data_api_id': 'invoices', 'domain': 'sales', 'dataset': 'Invoices',
         'routes': [{'api_id': 'x', 'path': '/invoices'}]}
        """;
    TestRequest foreign = domainOperator("POST /v1/data-apis", "logistics").body(body);
    api.respond(foreign).isProblem(403, "forbidden");
    api.respond(domainOperator("POST /v1/data-apis", "sales").body(body)).hasStatus(201);
  }

  @Test
  void theRouteOfAnotherDomainIsTaken() {
    api.register("orders");
    String body =
        """
        {'data_api_id': 'parcels', 'domain': 'logistics', 'dataset': 'Parcels',
         'routes': [{'api_id': 'orders', 'path': '/orders'}]}
        """;
    TestResponse taken = api.respond(domainOperator("POST /v1/data-apis", "logistics").body(body));
    taken.isProblem(409, "route-taken");
    assertThat(taken.body()).doesNotContain("sales");
    TestResponse allowed =
        api.respond(domainOperator("POST /v1/data-apis", "logistics sales").body(body));
    assertThat(allowed.status()).isEqualTo(201);
    assertThat(allowed.body()).contains("is also allowed to keys of orders");
  }

  @Test
  void aRouteIsNotTakenFromAnotherDomainByAnEdit() {
    api.register("orders");
    api.respond(
            TestRequest.of("POST /v1/data-apis")
                .body(
                    """
                    {'data_api_id': 'parcels', 'domain': 'logistics', 'dataset': 'Parcels',
                     'routes': [{'api_id': 'x', 'path': '/parcels'}]}
                    """))
        .hasStatus(201);
    String edit = "{'routes': [{'api_id': 'orders', 'path': '/*'}]}";
    api.respond(
            domainOperator("PATCH /v1/data-apis/{data_api_id}", "logistics")
                .at("data_api_id", "parcels")
                .body(edit))
        .isProblem(409, "route-taken");
    api.respond(
            domainOperator("PATCH /v1/data-apis/{data_api_id}", "logistics")
                .at("data_api_id", "missing")
                .body(edit))
        .isProblem(404, "not-found");
  }

  @Test
  void elevenDomainsAreTooMany() {
    List<String> domains =
        new ArrayList<>(IntStream.range(0, 10).mapToObj(i -> "domain-" + i).toList());
    api.respond(domainOperator("GET /v1/keys", String.join(" ", domains))).hasStatus(200);
    domains.add("domain-10");
    TestResponse refused = api.respond(domainOperator("GET /v1/keys", String.join(" ", domains)));
    refused.isProblem(403, "forbidden");
    assertThat(refused.text("detail")).contains("more than 10 domains");
    TestResponse me = api.respond(domainOperator("GET /v1/me", String.join(" ", domains)));
    assertThat((List<?>) me.hasStatus(200).at("domains")).hasSize(11);
  }

  @ParameterizedTest(name = "from {0} to {1}")
  @CsvSource({
    "logistics sales, sales",
    "logistics sales, logistics",
    "sales, logistics sales",
    "sales, logistics",
    "*, sales-eu",
    "sales, *"
  })
  void aCursorContinuesWithTheRolesOfItsRequest(String before, String after) {
    for (int i = 0; i < 12; i++) {
      api.pass(Duration.ofSeconds(1));
      register("api-" + i, List.of("sales", "logistics", "sales-eu").get(i % 3)).hasStatus(201);
    }
    List<String> all = dataApis(domainOperator("GET /v1/data-apis", "*"));
    TestRequest first = domainOperator("GET /v1/data-apis", before).query("limit", "2");
    List<String> shown = dataApis(first);
    String cursor = api.respond(first).text("next_cursor");
    List<String> older = all.subList(all.indexOf(shown.get(1)) + 1, all.size());
    List<String> visible = dataApis(domainOperator("GET /v1/data-apis", after));

    List<String> rest = new ArrayList<>();
    while (cursor != null) {
      TestRequest next =
          domainOperator("GET /v1/data-apis", after).query("limit", "2").query("cursor", cursor);
      rest.addAll(dataApis(next));
      cursor = (String) api.respond(next).json().get("next_cursor");
    }

    assertThat(rest).containsExactlyElementsOf(older.stream().filter(visible::contains).toList());
  }

  @Test
  void aCursorOfForeignEventsShowsNone() {
    String keyId = api.key("orders");
    for (int i = 0; i < 3; i++) {
      api.stores
          .events()
          .append(
              new KeyEvent(
                  "000000000000000" + i,
                  EventKind.EDITED,
                  EventTarget.of(new KeyId(keyId)),
                  "sales",
                  api.now(),
                  new Actor("sam", "Sam"),
                  Map.of()),
              api.now());
    }
    TestRequest first = domainOperator("GET /v1/keys/{key_id}/events", "sales");
    String cursor = api.respond(first.at("key_id", keyId).query("limit", "1")).text("next_cursor");
    TestRequest next = domainOperator("GET /v1/keys/{key_id}/events", "logistics");
    TestResponse rest = api.respond(next.at("key_id", keyId).query("cursor", cursor));
    assertThat(rest.hasStatus(200).json()).isEqualTo(Map.of("events", List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sales", "logistics north"})
  void theyAreToldTheirDomains(String domains) {
    TestResponse me = api.respond(domainOperator("GET /v1/me", domains));
    String list = "[\"" + domains.replace(" ", "\",\"") + "\"]";
    assertThat(me.body()).contains("\"domains\":" + list, "\"manage_domains\":" + list);
  }

  @Test
  void whoReadsADomainChangesNothingInIt() {
    String keyId = api.key("orders");
    api.respond(
            TestRequest.of("POST /v1/keys/{key_id}/revoke")
                .by("sam", "Sam", "")
                .in("read", "sales")
                .in("manage", "logistics")
                .at("key_id", keyId))
        .isProblem(404, "not-found");
  }

  private TestResponse register(String id, String domain) {
    return api.respond(
        TestRequest.of("POST /v1/data-apis")
            .body(
                "{'data_api_id': '%s', 'domain': '%s', 'dataset': 'd', 'routes': [{'api_id': '%s'}]}"
                    .formatted(id, domain, id)));
  }

  private List<String> dataApis(TestRequest request) {
    return ((List<?>) api.respond(request).hasStatus(200).at("data_apis"))
        .stream().map(each -> (String) ((Map<?, ?>) each).get("data_api_id")).toList();
  }

  private static String withoutInstance(TestResponse response) {
    return response.body().replaceAll("\"instance\":\"request-[0-9]+\"", "");
  }

  private String seen(String keyId) {
    return api.of("GET /v1/keys/{key_id}", keyId).body()
        + api.respond(TestRequest.of("GET /v1/data-apis/{data_api_id}").at("data_api_id", "orders"))
            .body();
  }

  private static TestRequest request(String call, String domains, String keyId, String dataApiId) {
    TestRequest request =
        domainOperator(call, domains).at("key_id", keyId).at("data_api_id", dataApiId);
    if (List.of("GET /v1/keys", "GET /v1/events").contains(call)) {
      request.query("data_api_id", dataApiId);
    }
    String body = BODIES.get(call);
    return body == null ? request : request.body(body.formatted(dataApiId, keyId));
  }

  private static TestRequest domainOperator(String call, String domains) {
    return TestRequest.of(call).by("sam", "Sam", "").in("read", domains).in("manage", domains);
  }
}
