package dev.latchkey.tests.system;

import dev.latchkey.tests.system.Fixtures.Made;
import org.junit.jupiter.api.Test;

/** The example as an HTTP API: no gateway response hides what the gateway says itself. */
final class ExampleHttpApiTest {
  private static final String ASKING = "asking-http-api";
  private static final String REUSING = "reusing-http-api";

  @Test
  void askingEachTimeARevokedKeyIsRefusedOnItsNextRequest() {
    Made key = Fixtures.dataApiOf(ASKING);
    Client api = Fixtures.LATCHKEY.httpApi(ASKING, 0);
    api.with("X-Api-Key", key.apiKey()).get("/orders").expect(200);
    Fixtures.engineer().post(key.path() + "/revoke").expect(200);
    api.with("X-Api-Key", key.apiKey()).get("/orders").expect(403);
    api.with("X-Api-Key", "nonsense").get("/orders").expect(403);
  }

  @Test
  void reusingAnswersItWorksOn() {
    Made key = Fixtures.dataApiOf(REUSING);
    Client api = Fixtures.LATCHKEY.httpApi(REUSING, 300);
    api.with("X-Api-Key", key.apiKey()).get("/orders").expect(200);
    Fixtures.engineer().post(key.path() + "/revoke").expect(200);
    api.with("X-Api-Key", key.apiKey()).get("/orders").expect(200);
  }

  @Test
  void withoutTheOneHeaderNobodyIsAsked() {
    Made key = Fixtures.dataApiOf(ASKING);
    Client api = Fixtures.LATCHKEY.httpApi(ASKING, 0);
    api.get("/orders").expect(401);
    api.with("Authorization", "Bearer " + key.apiKey()).get("/orders").expect(401);
  }

  @Test
  void reusingAnswersOneServesAllRoutesOfTheDataApiAndNoOther() {
    Made key =
        Fixtures.dataApi(
            Fixtures.newId(), "[{'api_id': '%s', 'path': '/orders'}]".formatted(REUSING));
    Client app = Fixtures.LATCHKEY.httpApi(REUSING, 300).with("X-Api-Key", key.apiKey());
    app.get("/orders").expect(200);
    app.get("/orders/1001").expect(403);
    app.get("/orders").expect(200);
  }
}
