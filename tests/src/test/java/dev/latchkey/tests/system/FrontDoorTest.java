package dev.latchkey.tests.system;

import static dev.latchkey.tests.system.Fixtures.LATCHKEY;
import static dev.latchkey.tests.system.Fixtures.engineer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.dynamodb.GuardedDynamoDb.Failure;
import dev.latchkey.tests.system.Fixtures.Made;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R29: external authorization, over HTTP. */
final class FrontDoorTest {

  /** How a request is asked about. */
  enum Form {
    VERIFY {
      @Override
      RecordedResponse ask(Client client, Made key, String method, String host, String path) {
        return client.post(
            "/v1/verify",
            "{'method': '%s', 'host': '%s', 'path': '%s'}".formatted(method, host, path));
      }
    },
    NGINX {
      @Override
      RecordedResponse ask(Client client, Made key, String method, String host, String path) {
        return client
            .with("X-Original-Method", method)
            .with("X-Original-URI", path)
            .with("X-Forwarded-Host", host)
            .get("/v1/forward-auth/nginx/" + key.dataApiId());
      }
    },
    FORWARDED {
      @Override
      RecordedResponse ask(Client client, Made key, String method, String host, String path) {
        return client
            .with("X-Forwarded-Method", method)
            .with("X-Forwarded-Uri", path)
            .with("X-Forwarded-Host", host)
            .get("/v1/forward-auth/forwarded/" + key.dataApiId());
      }
    },
    ENVOY {
      @Override
      RecordedResponse ask(Client client, Made key, String method, String host, String path) {
        return client
            .with("X-Forwarded-Host", host)
            .send(method, "/v1/forward-auth/envoy/" + key.dataApiId() + path, null);
      }
    };

    abstract RecordedResponse ask(Client client, Made key, String method, String host, String path);

    /** Asks about a request to the key's host. */
    RecordedResponse ask(Made key, String method, String path) {
      return ask(as(key.apiKey()), key, method, host(key), path);
    }
  }

  private static String host(Made key) {
    return key.dataApiId() + ".example.com";
  }

  /** A new data API of a host, with its first key. */
  private static Made key() {
    String id = Fixtures.newId();
    return Fixtures.dataApi(
        id,
        "[{'host': '%s.example.com', 'path': '/orders/*'}, {'host': '*.%s.example.com', 'method': 'GET'}]"
            .formatted(id, id));
  }

  private static Client as(String apiKey) {
    return LATCHKEY.frontDoor().with("X-Api-Key", apiKey);
  }

  private static void edit(Made key, String fields) {
    engineer().patch(key.path(), fields).expect(200);
  }

  @ParameterizedTest
  @EnumSource
  void aKeyIsAllowedTheRoutesOfItsHostsOnly(Form form) {
    Made key = key();
    form.ask(key, "GET", "/orders/17?a=1").expect(200);
    form.ask(key, "GET", "/customers/1").expect(403, "forbidden");
    Client client = as(key.apiKey());
    form.ask(client, key, "GET", "EU." + host(key) + ":8443", "/any").expect(200);
    form.ask(client, key, "PUT", "eu." + host(key), "/any").expect(403, "forbidden");
    form.ask(client, key, "GET", "a.eu." + host(key), "/any").expect(403, "forbidden");
    form.ask(client, key, "GET", "example.com", "/orders/17").expect(403, "forbidden");
  }

  @Test
  void aProgramGetsTheFactsAsJson() {
    Made key = key();
    edit(key, "{'owner': 'Team Zürich', 'claims': {'tenant': 'acme'}}");
    RecordedResponse facts = Form.VERIFY.ask(key, "GET", "/orders/17").expect(200);
    assertThat(facts.text("key_id")).isEqualTo(key.keyId());
    assertThat(facts.text("data_api_id")).isEqualTo(key.dataApiId());
    assertThat(facts.text("domain")).isEqualTo("sales");
    assertThat(facts.text("dataset")).isEqualTo("Orders");
    assertThat(facts.text("owner")).isEqualTo("Team Zürich");
    assertThat(facts.text("/claims/tenant")).isEqualTo("acme");
    assertThat(facts.text("expires_at")).isEqualTo(key.seen().text("expires_at"));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "VERIFY")
  void aProxyGetsTheFactsInHeaders(Form form) {
    Made key = key();
    edit(key, "{'owner': 'Team Zürich', 'claims': {'tenant': 'acme'}}");
    RecordedResponse facts = form.ask(key, "GET", "/orders/17").expect(200);
    assertThat(facts.exchange().body()).isEmpty();
    assertThat(facts.header("X-Latchkey-Key-Id")).isEqualTo(key.keyId());
    assertThat(facts.header("X-Latchkey-Data-Api-Id")).isEqualTo(key.dataApiId());
    assertThat(facts.header("X-Latchkey-Name")).isEqualTo("automatic");
    assertThat(facts.header("X-Latchkey-Domain")).isEqualTo("sales");
    assertThat(facts.header("X-Latchkey-Dataset")).isEqualTo("Orders");
    assertThat(facts.header("X-Latchkey-Owner")).isEqualTo("Team Z%C3%BCrich");
    assertThat(facts.header("X-Latchkey-Claim-tenant")).isEqualTo("acme");
    assertThat(facts.header("X-Latchkey-Expires-At")).isEqualTo(key.seen().text("expires_at"));
  }

  @ParameterizedTest
  @EnumSource
  void withoutAWorkingKeyItIsUnauthorized(Form form) {
    Made key = key();
    form.ask(LATCHKEY.frontDoor(), key, "GET", host(key), "/orders/1").expect(401, "unauthorized");
    form.ask(as("lk_nonsense"), key, "GET", host(key), "/orders/1").expect(401, "unauthorized");
    form.ask(as(key.apiKey()).with("X-Api-Key", key.apiKey()), key, "GET", host(key), "/orders/1")
        .expect(401, "unauthorized");
    form.ask(
            LATCHKEY.frontDoor().with("Authorization", "Bearer " + key.apiKey()),
            key,
            "GET",
            host(key),
            "/orders/1")
        .expect(200);
  }

  @ParameterizedTest
  @EnumSource
  void aRevokedKeyIsDeniedOnTheNextRequest(Form form) {
    Made key = key();
    form.ask(key, "GET", "/orders/17").expect(200);
    engineer().post(key.path() + "/revoke").expect(200);
    form.ask(key, "GET", "/orders/17").expect(401, "unauthorized");
  }

  @ParameterizedTest
  @EnumSource
  void restrictionsAreThoseOfTheAuthorizer(Form form) {
    Made key = key();
    edit(key, "{'methods': ['GET']}");
    form.ask(key, "PUT", "/orders/17").expect(403, "forbidden");
    form.ask(key, "GET", "/orders/17").expect(200);
    edit(key, "{'networks': ['10.0.0.0/8']}");
    form.ask(key, "GET", "/orders/17").expect(403, "network-denied");
  }

  @ParameterizedTest
  @EnumSource
  void aUsedUpQuotaSaysWhenToComeBack(Form form) {
    Made key = key();
    edit(key, "{'quota': {'calls': 1, 'per': 'month'}}");
    form.ask(key, "GET", "/orders/17").expect(200);
    RecordedResponse denied =
        form.ask(key, "GET", "/orders/17")
            .expect(form == Form.VERIFY ? 429 : 403, "quota-exceeded");
    assertThat(Long.parseLong(denied.header("Retry-After"))).isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void aTrustedProxyNamesTheClient(Form form) {
    Made key = key();
    edit(key, "{'networks': ['203.0.113.0/24']}");
    Client client = as(key.apiKey());
    form.ask(client.with("X-Latchkey-Client-Ip", "203.0.113.9"), key, "GET", host(key), "/orders/1")
        .expect(200);
    form.ask(client.with("X-Latchkey-Client-Ip", "10.0.0.1"), key, "GET", host(key), "/orders/1")
        .expect(403, "network-denied");
    form.ask(client.with("X-Forwarded-For", "203.0.113.9"), key, "GET", host(key), "/orders/1")
        .expect(403, "network-denied");
    form.ask(client.with("X-Latchkey-Client-Ip", ""), key, "GET", host(key), "/orders/1")
        .expect(403, "network-denied");
    edit(key, "{'networks': ['127.0.0.1/32']}");
    form.ask(client.with("X-Latchkey-Client-Ip", ""), key, "GET", host(key), "/orders/1")
        .expect(200);
  }

  @ParameterizedTest
  @EnumSource
  void ambiguousPathsAreDenied(Form form) {
    Made key = key();
    for (String path :
        List.of(
            "/orders/../admin", "/orders/%2e%2e/x", "/orders//1", "/orders/a%2Fb", "//orders/1")) {
      form.ask(key, "GET", path).expect(403, "forbidden");
    }
    form.ask(key, "GET", "/orders/report..pdf").expect(200);
    form.ask(key, "GET", "/orders/a%20b").expect(200);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "VERIFY")
  void theKeyMustBelongToTheDataApi(Form form) {
    Made key = key();
    Made other = key();
    form.ask(as(key.apiKey()), other, "GET", host(key), "/orders/1").expect(403, "forbidden");
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Original-Method", "X-Original-URI", "X-Forwarded-Host"})
  void aHeaderThatIsMissingOrRepeatedIsMalformed(String name) {
    Made key = key();
    Client client = as(key.apiKey());
    for (String header : List.of("X-Original-Method", "X-Original-URI", "X-Forwarded-Host")) {
      client = header.equals(name) ? client : client.with(header, "/orders/1");
    }
    String path = "/v1/forward-auth/nginx/" + key.dataApiId();
    client.get(path).expect(400, "malformed-request");
    client.with(name, "/a").with(name, "/b").get(path).expect(400, "malformed-request");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "VERIFY")
  void headersOfOtherFormsDoNotCount(Form form) {
    Made key = key();
    Client client = as(key.apiKey());
    for (String name :
        List.of("X-Original-Method", "X-Original-URI", "X-Forwarded-Method", "X-Forwarded-Uri")) {
      boolean isOwn =
          (form == Form.NGINX && name.startsWith("X-Original"))
              || (form == Form.FORWARDED && name.startsWith("X-Forwarded"));
      client = isOwn ? client : client.with(name, "/orders/1");
    }
    form.ask(client, key, "GET", host(key), "/admin").expect(403, "forbidden");
    form.ask(client, key, "GET", host(key), "/orders/1").expect(200);
  }

  @Test
  void aWrongBodyIsToldFieldByField() {
    Client client = as(key().apiKey());
    assertThat(
            client
                .post("/v1/verify", "{'method': 7, 'path': 'orders', 'x': 1}")
                .expect(422, "invalid-request")
                .wrong())
        .containsExactlyInAnyOrder(
            "pointer /method", "pointer /host", "pointer /path", "pointer /x");
    client.post("/v1/verify", "[").expect(400, "malformed-request");
    client.get("/v1/verify").expect(404, "not-found");
    client.get("/v1/forward-auth/nginx").expect(404, "not-found");
  }

  @Test
  void anOutageIsNeitherAllowedNorDenied() {
    Made key = key();
    for (Form form : Form.values()) {
      form.ask(key, "GET", "/orders/17").expect(200);
    }
    for (Form form : Form.values()) {
      RecordedResponse outage =
          LATCHKEY
              .dynamoDb()
              .whileFailing(Failure.DOWN, () -> form.ask(key, "GET", "/orders/17"))
              .expect(503, "unavailable");
      assertThat(outage.header("Retry-After")).isEqualTo("1");
    }
  }

  @Test
  void itsRequestsAreUse() {
    Made key = key();
    Form.NGINX.ask(key, "GET", "/orders/17").expect(200);
    Fixtures.eventually(
        () -> engineer().get(key.path() + "?include=usage").expect(200),
        seen -> !seen.text("/usage/last_used_at").isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'host': 'api.example.com', 'api_id': 'a1'} | pointer /routes/0/api_id",
        "{'host': 'api.example.com', 'stage': '*'} | pointer /routes/0/stage",
        "{'host': 'API.example.com'} | pointer /routes/0/host",
        "{'host': '*'} | pointer /routes/0/host",
        "{'host': 'api.example.com:443'} | pointer /routes/0/host",
        "{'host': 'api.example.com', 'path': '/a//b'} | pointer /routes/0/path",
      })
  void aRouteOfAHostIsEitherWellFormedOrTold(String route, String pointer) {
    assertThat(
            engineer()
                .post(
                    "/v1/data-apis",
                    "{'data_api_id': '%s', 'domain': 'sales', 'dataset': 'd', 'routes': [%s]}"
                        .formatted(Fixtures.newId(), route))
                .expect(422, "invalid-request")
                .wrong())
        .containsExactly(pointer);
  }

  @Test
  void aRouteOfAHostIsShownAndEditedAndItsOverlapsAreToldOrTaken() {
    Made key = key();
    assertThat(engineer().get(key.dataApiPath()).expect(200).json().path("routes"))
        .hasToString(
            ("[{\"host\":\"%s.example.com\",\"method\":\"*\",\"path\":\"/orders/*\"},"
                    + "{\"host\":\"*.%s.example.com\",\"method\":\"GET\",\"path\":\"*\"}]")
                .formatted(key.dataApiId(), key.dataApiId()));
    String overlapping = "[{'host': 'eu.%s', 'method': 'GET', 'path': '/a'}]".formatted(host(key));
    Made other = Fixtures.dataApi();
    assertThat(
            engineer()
                .patch(other.dataApiPath(), "{'routes': " + overlapping + "}")
                .expect(200)
                .text("/warnings/0"))
        .isEqualTo(
            "GET /a of host eu.%s is also allowed to keys of %s."
                .formatted(host(key), key.dataApiId()));
    LATCHKEY
        .as("logistics")
        .post(
            "/v1/data-apis",
            "{'data_api_id': '%s', 'domain': 'logistics', 'dataset': 'd', 'routes': %s}"
                .formatted(Fixtures.newId(), overlapping))
        .expect(409, "route-taken");
  }
}
