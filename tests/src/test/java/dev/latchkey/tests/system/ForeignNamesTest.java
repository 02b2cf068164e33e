package dev.latchkey.tests.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.tests.Project;
import dev.latchkey.tests.contract.OpenApi;
import dev.latchkey.tests.contract.Operation;
import dev.latchkey.tests.system.Fixtures.Made;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * R33: an operator of the domain logistics names what belongs to the domain sales, in each field of
 * each request that can name anything.
 */
final class ForeignNamesTest {
  /** The names of such fields, besides those that end with {@code _id}. */
  private static final Set<String> NAMING = Set.of("domain", "routes", "cursor", "Idempotency-Key");

  private static final Client SALES = Fixtures.LATCHKEY.as("sales");
  private static final Client LOGISTICS = Fixtures.LATCHKEY.as("logistics");

  /** A field of an operation, and what happens if it names something of a data API of sales. */
  private record NamingField(String operation, String field, Consumer<Made> check) {
    @Override
    public String toString() {
      return "| `%s` | `%s` |".formatted(operation, field);
    }
  }

  private static List<NamingField> fields() {
    return List.of(
        new NamingField("RegisterDataApi", "data_api_id", ForeignNamesTest::takenId),
        new NamingField("RegisterDataApi", "domain", ForeignNamesTest::foreignDomain),
        new NamingField("RegisterDataApi", "routes", ForeignNamesTest::takenRoute),
        new NamingField("RegisterDataApi", "Idempotency-Key", ForeignNamesTest::keyOfRegistration),
        new NamingField("RegisterDataApi", "key_id", ForeignNamesTest::takenKeyIdOfRegistration),
        new NamingField("EditDataApi", "routes", ForeignNamesTest::takenRouteInEdit),
        new NamingField("CreateKey", "data_api_id", ForeignNamesTest::foreignDataApi),
        new NamingField("CreateKey", "Idempotency-Key", ForeignNamesTest::keyOfCreation),
        new NamingField("CreateKey", "key_id", ForeignNamesTest::takenKeyId),
        new NamingField("ChangeKeys", "key_id", ForeignNamesTest::foreignKey),
        new NamingField("ChangeKeys", "Idempotency-Key", ForeignNamesTest::keyOfBulkExtension),
        new NamingField("ExtendKey", "Idempotency-Key", ForeignNamesTest::keyOfExtension),
        new NamingField("ListKeys", "data_api_id", ForeignNamesTest::foreignFilter),
        new NamingField("ListKeys", "domain", sales -> foreignDomainOf("/v1/keys", "keys")),
        new NamingField("ListKeys", "cursor", sales -> cursor("/v1/keys", "keys")),
        new NamingField(
            "ListDataApis", "domain", sales -> foreignDomainOf("/v1/data-apis", "data_apis")),
        new NamingField("ListDataApis", "cursor", sales -> cursor("/v1/data-apis", "data_apis")),
        new NamingField("ListKeyEvents", "cursor", sales -> cursorOfEvents(sales.path(), sales)),
        new NamingField(
            "ListDataApiEvents", "cursor", sales -> cursorOfEvents(sales.dataApiPath(), sales)),
        new NamingField("ExplainRequest", "key_id", ForeignNamesTest::explainedKey),
        new NamingField("ExplainRequest", "api_id", ForeignNamesTest::explainedApi),
        new NamingField("ListEvents", "data_api_id", ForeignNamesTest::foreignDataApiOfEvents),
        new NamingField("ListEvents", "domain", ForeignNamesTest::foreignDomainOfEvents),
        new NamingField("ListEvents", "cursor", ForeignNamesTest::cursorOfAllEvents));
  }

  static Stream<ManagementRequests> requestsWithAPathParameter() {
    Set<String> ids = new TreeSet<>();
    OpenApi.contract().operations().stream()
        .filter(operation -> operation.path().contains("{"))
        .forEach(operation -> ids.add(operation.id()));
    return Stream.of(ManagementRequests.values())
        .filter(request -> ids.contains(request.operation()));
  }

  @ParameterizedTest
  @MethodSource("requestsWithAPathParameter")
  void inThePathItIsMissing(ManagementRequests named) {
    ManagementRequests.Request ofSales = named.request();
    ManagementRequests.Request ofNothing =
        new ManagementRequests.Request(
            ofSales.method(),
            ofSales
                .path()
                .replaceFirst("/v1/keys/[^/?]+", "/v1/keys/0000000000000000")
                .replaceFirst("/v1/data-apis/[^/?]+", "/v1/data-apis/missing"),
            ofSales.body());
    sameAsMissing(ofSales.send(LOGISTICS), ofNothing.send(LOGISTICS)).expect(404, "not-found");
    assertThat(ofSales.send(SALES).status()).isBetween(200, 204);
  }

  @ParameterizedTest
  @MethodSource("fields")
  void inAFieldItIsMissingOrTaken(NamingField field) {
    field.check().accept(Fixtures.dataApi());
  }

  @Test
  void theseAreAllFieldsThatNameAnything() {
    List<String> fields = fields().stream().map(NamingField::toString).toList();
    assertThat(fields)
        .containsExactlyInAnyOrderElementsOf(
            OpenApi.contract().operations().stream().flatMap(ForeignNamesTest::naming).toList());
    assertThat(Project.read("docs/assurance.md")).contains(fields);
  }

  private static void takenId(Made sales) {
    RecordedResponse taken =
        register(LOGISTICS, sales.dataApiId(), "logistics", Fixtures.newId())
            .expect(409, "data-api-exists");
    assertThat(taken.exchange().body()).doesNotContain("sales");
  }

  private static void takenKeyId(Made sales) {
    String own = Fixtures.newId();
    register(LOGISTICS, own, "logistics", own).expect(201);
    saysThatTheKeyExists(
        LOGISTICS.post(
            "/v1/keys",
            "{'data_api_id': '%s', 'name': 'a key', %s}".formatted(own, clientMade(sales))),
        sales);
  }

  private static void takenKeyIdOfRegistration(Made sales) {
    String own = Fixtures.newId();
    saysThatTheKeyExists(
        LOGISTICS.post(
            "/v1/data-apis",
            "{'data_api_id': '%s', 'domain': 'logistics', 'dataset': 'Parcels', 'routes': %s, 'key': {%s}}"
                .formatted(own, routes(own), clientMade(sales))),
        sales);
    register(LOGISTICS, own, "logistics", own).expect(201);
  }

  private static String clientMade(Made key) {
    return "'key_id': '%s', 'secret_hash': '%s'".formatted(key.keyId(), "0".repeat(64));
  }

  private static void saysThatTheKeyExists(RecordedResponse response, Made sales) {
    response.expect(409, "key-exists");
    assertThat(response.exchange().body())
        .doesNotContain("sales", sales.dataApiId(), sales.keyId());
  }

  private static void foreignDomain(Made sales) {
    String id = Fixtures.newId();
    sameAsMissing(
            register(LOGISTICS, id, "sales", id), register(LOGISTICS, id, "never-registered", id))
        .expect(403, "forbidden");
  }

  private static void takenRoute(Made sales) {
    sayingNothing(register(LOGISTICS, Fixtures.newId(), "logistics", sales.dataApiId()), sales);
  }

  private static void takenRouteInEdit(Made sales) {
    String own = Fixtures.newId();
    register(LOGISTICS, own, "logistics", own).expect(201);
    String routes = "{'routes': %s}".formatted(routes(sales.dataApiId()));
    sayingNothing(LOGISTICS.patch("/v1/data-apis/" + own, routes), sales);
    sameAsMissing(
            LOGISTICS.patch(sales.dataApiPath(), routes),
            LOGISTICS.patch("/v1/data-apis/missing", routes))
        .expect(404, "not-found");
  }

  private static void foreignDataApi(Made sales) {
    sameAsMissing(create(LOGISTICS, sales.dataApiId()), create(LOGISTICS, "missing"))
        .expect(422, "invalid-request");
    create(SALES, sales.dataApiId()).expect(201);
  }

  private static void foreignFilter(Made sales) {
    sameAsMissing(
            LOGISTICS.get("/v1/keys?data_api_id=" + sales.dataApiId()),
            LOGISTICS.get("/v1/keys?data_api_id=missing"))
        .expect(200);
    assertThat(SALES.get("/v1/keys?data_api_id=" + sales.dataApiId()).exchange().body())
        .contains(sales.keyId());
  }

  private static void foreignDomainOf(String list, String items) {
    RecordedResponse foreign =
        sameAsMissing(LOGISTICS.get(list + "?domain=sales"), LOGISTICS.get(list + "?domain=none"));
    assertThat(foreign.expect(200).json().toString()).isEqualTo("{\"%s\":[]}".formatted(items));
    Fixtures.eventually(
        () -> SALES.get(list + "?domain=sales").expect(200).json().path(items),
        found -> !found.isEmpty());
  }

  private static void keyOfRegistration(Made sales) {
    String idempotencyKey = UUID.randomUUID().toString();
    for (String domain : List.of("sales", "logistics")) {
      String id = Fixtures.newId();
      Client client = Fixtures.LATCHKEY.as(domain).with("Idempotency-Key", idempotencyKey);
      register(client, id, domain, id).expect(201);
    }
  }

  private static void keyOfCreation(Made sales) {
    String idempotencyKey = UUID.randomUUID().toString();
    String own = Fixtures.newId();
    register(LOGISTICS, own, "logistics", own).expect(201);
    String first =
        create(SALES.with("Idempotency-Key", idempotencyKey), sales.dataApiId())
            .expect(201)
            .text("key_id");
    assertThat(
            create(LOGISTICS.with("Idempotency-Key", idempotencyKey), own)
                .expect(201)
                .text("key_id"))
        .isNotEqualTo(first);
  }

  private static void keyOfExtension(Made sales) {
    String idempotencyKey = UUID.randomUUID().toString();
    String own = Fixtures.newId();
    String ownKey = register(LOGISTICS, own, "logistics", own).expect(201).text("/key/key_id");
    extend(SALES.with("Idempotency-Key", idempotencyKey), sales.path());
    extend(LOGISTICS.with("Idempotency-Key", idempotencyKey), "/v1/keys/" + ownKey);
  }

  private static void foreignKey(Made sales) {
    String end = "', 'validity_days': 1";
    for (String action :
        List.of(
            "revoke'", "suspend'", "resume'", "delete'", "edit', 'owner': 'x'", "extend" + end)) {
      RecordedResponse foreign = bulk(LOGISTICS, action, sales.keyId()).expect(200);
      RecordedResponse missing = bulk(LOGISTICS, action, "0000000000000000").expect(200);
      assertThat(foreign.exchange().body().replace(sales.keyId(), "0000000000000000"))
          .isEqualTo(missing.exchange().body());
      assertThat(foreign.text("/results/0/problem/type"))
          .isEqualTo("urn:latchkey:problem:not-found");
    }
    assertThat(sales.seen().text("revision")).isEqualTo("1");
  }

  private static void keyOfBulkExtension(Made sales) {
    String idempotencyKey = UUID.randomUUID().toString();
    String own = Fixtures.newId();
    String ownKey = register(LOGISTICS, own, "logistics", own).expect(201).text("/key/key_id");
    extendInBulk(SALES, idempotencyKey, sales.keyId());
    extendInBulk(LOGISTICS, idempotencyKey, ownKey);
  }

  private static void extendInBulk(Client client, String idempotencyKey, String keyId) {
    String end = Fixtures.inDays(30).toString();
    client.patch("/v1/keys/" + keyId, "{'expires_at': '%s'}".formatted(end)).expect(200);
    Client once = client.with("Idempotency-Key", idempotencyKey);
    RecordedResponse extended = bulk(once, "extend', 'validity_days': 1", keyId).expect(200);
    assertThat(extended.text("/results/0/outcome")).isEqualTo("done");
  }

  private static RecordedResponse bulk(Client client, String action, String keyId) {
    return client.post(
        "/v1/keys/bulk", "{'action': '%s, 'keys': [{'key_id': '%s'}]}".formatted(action, keyId));
  }

  private static void extend(Client client, String path) {
    String end = Fixtures.inDays(30).toString();
    client.patch(path, "{'expires_at': '%s'}".formatted(end)).expect(200);
    RecordedResponse extended = client.post(path + "/extend", "{'validity_days': 1}").expect(200);
    assertThat(extended.text("expires_at")).isGreaterThan(end);
    assertThat(extended.exchange().headers()).doesNotContainKey("idempotency-replayed");
  }

  private static void cursor(String list, String items) {
    String own = Fixtures.newId();
    register(LOGISTICS, own, "logistics", own).expect(201);
    Fixtures.dataApi();
    Fixtures.dataApi();
    String cursor = SALES.get(list + "?limit=1").expect(200).text("next_cursor");
    JsonNode rest = LOGISTICS.get(list + "?cursor=" + cursor).expect(200).json().path(items);
    assertThat(rest).isNotEmpty();
    assertThat(rest)
        .allSatisfy(item -> assertThat(item.path("domain").asText()).isEqualTo("logistics"));
  }

  private static void cursorOfEvents(String path, Made sales) {
    SALES.patch(sales.path(), "{'name': 'edited'}").expect(200);
    SALES.patch(sales.dataApiPath(), "{'description': 'edited'}").expect(200);
    Fixtures.eventually(
        () -> SALES.get(path + "/events").json().path("events").size(), events -> events > 1);
    String cursor = SALES.get(path + "/events?limit=1").expect(200).text("next_cursor");
    assertThat(SALES.get(path + "/events?cursor=" + cursor).expect(200).json().path("events"))
        .isNotEmpty();
    RecordedResponse rest = LOGISTICS.get(path + "/events?cursor=" + cursor).expect(200);
    assertThat(rest.json().toString()).isEqualTo("{\"events\":[]}");
  }

  private static void explainedKey(Made sales) {
    sameAsMissing(
            explain(LOGISTICS, sales.keyId(), sales.dataApiId()),
            explain(LOGISTICS, "0".repeat(16), sales.dataApiId()))
        .expect(404, "not-found");
    explain(SALES, sales.keyId(), sales.dataApiId()).expect(200);
  }

  private static void explainedApi(Made sales) {
    String own = Fixtures.newId();
    String ownKey = register(LOGISTICS, own, "logistics", own).expect(201).text("/key/key_id");
    sameAsMissing(
            explain(LOGISTICS, ownKey, sales.dataApiId()), explain(LOGISTICS, ownKey, "missing"))
        .expect(200);
  }

  private static RecordedResponse explain(Client client, String keyId, String apiOf) {
    return client.post(
        "/v1/explain",
        "{'key_id': '%s', 'method': 'GET', 'api_id': 'api-of-%s', 'path': '/'}"
            .formatted(keyId, apiOf));
  }

  private static void foreignDataApiOfEvents(Made sales) {
    String filter = "data_api_id=" + sales.dataApiId();
    Fixtures.eventually(() -> events(SALES, filter), events -> !events.isEmpty());
    sameAsMissing(
            LOGISTICS.get("/v1/events?" + filter), LOGISTICS.get("/v1/events?data_api_id=missing"))
        .expect(200);
    assertThat(events(LOGISTICS, filter)).isEmpty();
  }

  private static void foreignDomainOfEvents(Made sales) {
    Fixtures.eventually(() -> events(SALES, "domain=sales"), events -> !events.isEmpty());
    sameAsMissing(
            LOGISTICS.get("/v1/events?domain=sales"),
            LOGISTICS.get("/v1/events?domain=never-registered"))
        .expect(200);
    assertThat(events(LOGISTICS, "domain=sales")).isEmpty();
  }

  private static void cursorOfAllEvents(Made sales) {
    String own = Fixtures.newId();
    register(LOGISTICS, own, "logistics", own).expect(201);
    Fixtures.eventually(() -> events(LOGISTICS, "data_api_id=" + own), events -> !events.isEmpty());
    SALES.patch(sales.dataApiPath(), "{'description': 'edited'}").expect(200);
    Fixtures.eventually(
        () -> events(SALES, "kind=edited&data_api_id=" + sales.dataApiId()),
        events -> !events.isEmpty());
    String cursor = SALES.get("/v1/events?limit=1").expect(200).text("next_cursor");
    assertThat(events(LOGISTICS, "cursor=" + cursor))
        .isNotEmpty()
        .allSatisfy(event -> assertThat(event.path("domain").asText()).isEqualTo("logistics"));
  }

  private static JsonNode events(Client client, String query) {
    return client.get("/v1/events?" + query).expect(200).json().path("events");
  }

  private static RecordedResponse register(Client client, String id, String domain, String apiOf) {
    return client.post(
        "/v1/data-apis",
        "{'data_api_id': '%s', 'domain': '%s', 'dataset': 'Parcels', 'routes': %s}"
            .formatted(id, domain, routes(apiOf)));
  }

  /** The routes of a data API of these tests. */
  private static String routes(String dataApiId) {
    return "[{'api_id': 'api-of-%s'}]".formatted(dataApiId);
  }

  private static RecordedResponse create(Client client, String dataApiId) {
    return client.post("/v1/keys", "{'data_api_id': '%s', 'name': 'a key'}".formatted(dataApiId));
  }

  private static void sayingNothing(RecordedResponse response, Made sales) {
    response.expect(409, "route-taken");
    assertThat(response.text("detail")).doesNotContain("sales", sales.dataApiId());
  }

  private static RecordedResponse sameAsMissing(
      RecordedResponse foreign, RecordedResponse missing) {
    assertThat(foreign.status()).isEqualTo(missing.status());
    assertThat(withoutInstance(foreign)).isEqualTo(withoutInstance(missing));
    return foreign;
  }

  private static String withoutInstance(RecordedResponse response) {
    return response.exchange().body().replaceFirst("\"instance\":\"[^\"]+\"", "");
  }

  /** The fields of an operation that name something, without those in the path. */
  private static Stream<String> naming(Operation operation) {
    JsonNode node =
        OpenApi.contract()
            .at(
                "/paths/%s/%s"
                    .formatted(
                        operation.path().replace("/", "~1"),
                        operation.method().toLowerCase(Locale.ROOT)))
            .node();
    Set<String> names = new TreeSet<>();
    node.path("parameters")
        .forEach(parameter -> names.add(resolved(parameter).path("name").asText()));
    resolved(node.path("requestBody"))
        .path("content")
        .forEach(content -> addProperties(content.path("schema"), names));
    return names.stream()
        .filter(name -> name.endsWith("_id") || NAMING.contains(name))
        .map(name -> new NamingField(operation.id(), name, sales -> {}).toString());
  }

  /** Adds the names of all properties, also of those inside others. */
  private static void addProperties(JsonNode schema, Set<String> names) {
    JsonNode resolved = resolved(schema);
    resolved
        .path("properties")
        .properties()
        .forEach(
            property -> {
              names.add(property.getKey());
              if (!NAMING.contains(property.getKey())) {
                addProperties(property.getValue(), names);
              }
            });
    if (resolved.has("items")) {
      addProperties(resolved.path("items"), names);
    }
    for (String parts : List.of("allOf", "anyOf", "oneOf")) {
      resolved.path(parts).forEach(part -> addProperties(part, names));
    }
  }

  private static JsonNode resolved(JsonNode node) {
    JsonNode reference = node.path("$ref");
    return reference.isTextual()
        ? OpenApi.contract().at(reference.textValue().substring(1)).node()
        : node;
  }
}
