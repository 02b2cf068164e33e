package dev.latchkey.tests.attack;

import dev.latchkey.core.domain.Route;
import dev.latchkey.tests.system.Client;
import dev.latchkey.tests.system.Latchkey;
import dev.latchkey.tests.system.RecordedResponse;

/** What attacks ask over HTTP. */
final class HttpCalls {
  private static final int UNAVAILABLE = 503;
  private static final int TRIES = 20;

  private HttpCalls() {}

  /** Registers a data API; its first key comes with the answer. */
  static RecordedResponse register(Client engineer, String dataApiId, Route route) {
    return engineer
        .post(
            "/v1/data-apis",
            "{'data_api_id': '%s', 'domain': 'd', 'dataset': 's', 'routes': [%s]}"
                .formatted(dataApiId, json(route)))
        .expect(201);
  }

  /** Makes a further key. */
  static RecordedResponse create(Client engineer, String dataApiId) {
    return engineer
        .post("/v1/keys", "{'data_api_id': '%s', 'name': 'k'}".formatted(dataApiId))
        .expect(201);
  }

  /** An app with a key, in either header. */
  static Client app(Latchkey latchkey, String apiKey, int number) {
    return number % 2 == 0
        ? latchkey.orders().with("X-Api-Key", apiKey)
        : latchkey.orders().with("Authorization", "Bearer " + apiKey);
  }

  /** Uses a key; while the authorizer cannot check it, asks again, as an app would. */
  static RecordedResponse use(Client app) {
    return send(app, "GET", "/orders");
  }

  /** Sends a request without a body; while it cannot be answered, sends it again. */
  static RecordedResponse send(Client client, String method, String path) {
    RecordedResponse reply = client.send(method, path, null);
    for (int i = 1; i < TRIES && reply.status() == UNAVAILABLE; i++) {
      reply = client.send(method, path, null);
    }
    return reply;
  }

  private static String json(Route route) {
    return "{'api_id': '%s', 'stage': '%s', 'method': '%s', 'path': '%s'}"
        .formatted(route.apiId(), route.stage(), route.method(), route.path());
  }
}
