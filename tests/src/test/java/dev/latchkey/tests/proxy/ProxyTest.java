package dev.latchkey.tests.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.dynamodb.GuardedDynamoDb.Failure;
import dev.latchkey.tests.proxy.Backend.Received;
import dev.latchkey.tests.proxy.RawClient.Answer;
import dev.latchkey.tests.system.Client;
import dev.latchkey.tests.system.Latchkey;
import dev.latchkey.tests.system.RecordedResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for each proxy with the documented settings. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ProxyTest {
  private static final Latchkey LATCHKEY = Latchkey.shared();

  private final Client engineer = LATCHKEY.as("engineer");
  private final Backend backend = new Backend();
  private final String dataApiId = "proxied-" + UUID.randomUUID().toString().substring(0, 8);
  private final String host = dataApiId + ".example.com";
  private Program proxy;
  private Program unreachable;

  /** Starts the proxy. */
  abstract Program start(Settings settings, Path files);

  @BeforeAll
  void startAll(@TempDir Path folder, @TempDir Path folderInAnOutage) {
    engineer
        .post(
            "/v1/data-apis",
            "{'data_api_id': '%s', 'domain': 'sales', 'dataset': 'Orders', 'routes': [{'host': '%s', 'path': '/orders/*'}]}"
                .formatted(dataApiId, host))
        .expect(201);
    proxy = start(settings(LATCHKEY.frontDoor().base().replace("localhost", "127.0.0.1")), folder);
    unreachable = start(settings("http://127.0.0.1:" + Program.freePort()), folderInAnOutage);
  }

  private Settings settings(String frontDoor) {
    return new Settings(frontDoor, dataApiId, host, Program.freePort(), backend.port());
  }

  @AfterAll
  void closeAll() throws IOException {
    proxy.close();
    unreachable.close();
    backend.close();
  }

  /** Whether it changes a path before it asks about it, to what it then passes on. */
  boolean normalizesPaths() {
    return false;
  }

  /** Whether the response to an outage is Latchkey's. */
  boolean passesOutagesOn() {
    return true;
  }

  /** The status if Latchkey cannot be reached. */
  int statusIfUnreachable() {
    return 503;
  }

  /** A further key, with more fields. */
  RecordedResponse key(String fields) {
    return engineer
        .post("/v1/keys", "{'data_api_id': '%s', 'name': 'a key'%s}".formatted(dataApiId, fields))
        .expect(201);
  }

  void revoke(RecordedResponse key) {
    engineer.post("/v1/keys/" + key.text("key_id") + "/revoke").expect(200);
  }

  Answer send(String path, String... fields) {
    return RawClient.send(proxy.port(), "GET", host, path, fields);
  }

  static String header(RecordedResponse key) {
    return "X-Api-Key: " + key.text("api_key");
  }

  void forgetReceived() {
    assertThat(backend.received()).isNotEmpty();
  }

  private void assertNothingReceived() {
    assertThat(backend.received()).isEmpty();
  }

  /** What the data API received of the last request, the only one. */
  private Received received() {
    List<Received> all = backend.received();
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  @Test
  void anAllowedRequestReachesTheDataApiWithTheFacts() {
    RecordedResponse key = key(", 'owner': 'Team Zürich', 'claims': {'tenant': 'acme'}");
    assertThat(send("/orders/17?a=/b,c", header(key)).status()).isEqualTo(200);
    Received received = received();
    assertThat(received.line()).isEqualTo("GET /orders/17?a=/b,c");
    assertThat(received.all("X-Latchkey-Key-Id")).containsExactly(key.text("key_id"));
    assertThat(received.all("X-Latchkey-Data-Api-Id")).containsExactly(dataApiId);
    assertThat(received.all("X-Latchkey-Name")).containsExactly("a key");
    assertThat(received.all("X-Latchkey-Domain")).containsExactly("sales");
    assertThat(received.all("X-Latchkey-Dataset")).containsExactly("Orders");
    assertThat(received.all("X-Latchkey-Owner")).containsExactly("Team Z%C3%BCrich");
    assertThat(received.all("X-Latchkey-Expires-At")).containsExactly(key.text("expires_at"));
    assertThat(received.all("X-Latchkey-Claim-tenant")).containsExactly("acme");
    assertThat(received.all("X-Api-Key")).isEmpty();
  }

  @Test
  void anotherRouteIsDenied() {
    assertThat(send("/customers/1", header(key(""))).status()).isEqualTo(403);
    assertThat(send("/orders", header(key(""))).status()).isEqualTo(403);
    assertNothingReceived();
  }

  @Test
  void anotherMethodIsDenied() {
    RecordedResponse key = key(", 'methods': ['GET']");
    assertThat(
            RawClient.send(
                    proxy.port(), "POST", host, "/orders/1", header(key), "Content-Length: 0")
                .status())
        .isEqualTo(403);
    assertNothingReceived();
    assertThat(send("/orders/1", header(key)).status()).isEqualTo(200);
    received();
  }

  @Test
  void withoutAWorkingKeyItIsUnauthorized() {
    assertThat(send("/orders/1").status()).isEqualTo(401);
    assertThat(send("/orders/1", "X-Api-Key: lk_nonsense").status()).isEqualTo(401);
    assertNothingReceived();
    assertThat(send("/orders/1", "Authorization: Bearer " + key("").text("api_key")).status())
        .isEqualTo(200);
    received();
  }

  @Test
  void aRevokedKeyIsDeniedOnItsNextRequest() {
    RecordedResponse key = key("");
    assertThat(send("/orders/1", header(key)).status()).isEqualTo(200);
    received();
    revoke(key);
    assertThat(send("/orders/1", header(key)).status()).isEqualTo(401);
    assertNothingReceived();
  }

  @Test
  void anOutageOfTheTableIs503() {
    RecordedResponse key = key("");
    Answer outage =
        LATCHKEY.dynamoDb().whileFailing(Failure.DOWN, () -> send("/orders/1", header(key)));
    assertThat(outage.status()).isEqualTo(503);
    assertThat(outage.has("Retry-After", "1")).isEqualTo(passesOutagesOn());
    assertNothingReceived();
  }

  @Test
  void nothingIsAllowedIfLatchkeyCannotBeReached() {
    assertThat(
            RawClient.send(unreachable.port(), "GET", host, "/orders/1", header(key(""))).status())
        .isEqualTo(statusIfUnreachable());
    assertNothingReceived();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/orders/../admin",
        "/orders/%2e%2e/admin",
        "/orders/.%2E/admin",
        "/orders/..%2fadmin",
        "/orders/a%2Fb",
        "/orders/a%5Cb",
        "/orders//1",
        "//orders/1",
        "/orders/..;/admin",
        "/%6frders/1",
        "/orders%2F1",
      })
  void aPathThatMayMeanAnotherIsDenied(String path) {
    Answer answer = send(path, header(key("")));
    if (normalizesPaths() && answer.status() == 200) {
      assertThat(received().line()).as("what was judged").isEqualTo("GET /orders/1");
    } else {
      assertThat(answer.status()).isIn(400, 403);
      assertNothingReceived();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/orders/a%20b", "/orders/%31", "/orders/z%C3%BCrich", "/orders/1,2;a=b"})
  void anEncodedPathReachesTheDataApiAsItWasSent(String path) {
    assertThat(send(path, header(key(""))).status()).isEqualTo(200);
    assertThat(received().line())
        .isEqualTo("GET " + (normalizesPaths() ? path.replace("%31", "1") : path));
  }

  @Test
  void noHeaderOfTheClientChangesWhatIsAskedAbout() {
    String[] fields = {
      header(key("")),
      "X-Original-Method: GET",
      "X-Original-URI: /orders/1",
      "X-Original-Url: /orders/1",
      "X-Rewrite-Url: /orders/1",
      "X-Forwarded-Method: GET",
      "X-Forwarded-Uri: /orders/1",
      "X-Forwarded-Host: " + host,
    };
    assertThat(send("/admin", fields).status()).isEqualTo(403);
    assertNothingReceived();
    for (int i = 0; i < fields.length; i++) {
      fields[i] = fields[i].replace("/orders/1", "/admin").replace(": " + host, ": evil.example");
    }
    assertThat(send("/orders/1", fields).status()).isEqualTo(200);
    received();
  }

  @Test
  void noHeaderOfTheClientLooksLikeAFact() {
    RecordedResponse key = key("");
    assertThat(
            send(
                    "/orders/1",
                    header(key),
                    "X-Latchkey-Key-Id: evil",
                    "X-Latchkey-Data-Api-Id: evil",
                    "X-Latchkey-Name: evil",
                    "X-Latchkey-Domain: evil",
                    "X-Latchkey-Dataset: evil",
                    "X-Latchkey-Owner: evil",
                    "X-Latchkey-Expires-At: evil",
                    "X-Latchkey-Claim-tenant: evil",
                    "x-latchkey-claim-TENANT: evil",
                    "X-Latchkey-Client-Ip: evil")
                .status())
        .isEqualTo(200);
    Received received = received();
    assertThat(received.fields()).noneMatch(field -> field.contains("evil"));
    assertThat(received.all("X-Latchkey-Key-Id")).containsExactly(key.text("key_id"));
    assertThat(received.all("X-Latchkey-Owner").stream().filter(value -> !value.isEmpty()))
        .isEmpty();
  }

  /** A data API may read other characters in a header's name as hyphens. */
  @Test
  void noHeaderOfTheClientResemblesAFact() {
    assertThat(
            send(
                    "/orders/1",
                    header(key("")),
                    "X_Latchkey_Key_Id: evil",
                    "X.Latchkey.Key.Id: evil",
                    "x_latchkey-Claim-tenant: evil",
                    "X-Latchkey_Owner: evil")
                .status())
        .isEqualTo(200);
    assertThat(received().fields()).noneMatch(field -> field.contains("evil"));
  }

  @Test
  void theClientsAddressIsTheProxys() {
    RecordedResponse here = key(", 'networks': ['127.0.0.1']");
    RecordedResponse elsewhere = key(", 'networks': ['203.0.113.0/24']");
    String[] spoofed = {"X-Latchkey-Client-Ip: 203.0.113.9", "X-Forwarded-For: 203.0.113.9"};
    assertThat(send("/orders/1", header(here), spoofed[0], spoofed[1]).status()).isEqualTo(200);
    received();
    assertThat(send("/orders/1", header(elsewhere), spoofed[0], spoofed[1]).status())
        .isEqualTo(403);
    assertNothingReceived();
  }

  @Test
  void aUsedUpQuotaSaysWhenToComeBack() {
    RecordedResponse key = key(", 'quota': {'calls': 1, 'per': 'month'}");
    assertThat(send("/orders/1", header(key)).status()).isEqualTo(200);
    received();
    Answer denied = send("/orders/1", header(key));
    assertThat(denied.status()).isEqualTo(403);
    assertThat(denied.has("Retry-After", "")).isTrue();
    assertNothingReceived();
  }
}
