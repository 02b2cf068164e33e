package dev.latchkey.tests.system;

import static dev.latchkey.tests.system.Fixtures.engineer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.local.lambda.Invocation;
import dev.latchkey.tests.events.OperatorEvents;
import dev.latchkey.tests.system.Fixtures.Made;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R20: one change is one invocation, whatever request ID a client sends")
final class RequestIdTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ID = "11111111-2222-3333-4444-555555555555";

  private final Client job = engineer().with("X-Amzn-RequestId", ID);

  @Test
  void aRevocationUnderTheIdOfTheCreationRevokes() {
    Made key = created();
    Client app = Fixtures.LATCHKEY.orders().with("X-Api-Key", key.apiKey());
    app.get("/orders").expect(200);
    RecordedResponse revoked = job.post(key.path() + "/revoke").expect(200);
    assertThat(revoked.header("x-amzn-RequestId")).isEqualTo(ID);
    assertThat(revoked.text("status")).isEqualTo("revoked");
    app.get("/orders").expect(401, "unauthorized");
    job.delete(key.path()).expect(204);
    key.seen().expect(404, "not-found");
  }

  @Test
  void aRotationUnderTheIdOfTheCreationShowsASecretThatWorks() {
    Made key = created();
    String next = job.post(key.path() + "/rotate").expect(200).text("api_key");
    Client app = Fixtures.LATCHKEY.orders();
    app.with("X-Api-Key", next).get("/orders").expect(200);
    app.with("X-Api-Key", key.apiKey()).get("/orders").expect(401, "unauthorized");
  }

  @Test
  void theProblemNamesTheIdThatTheClientSent() {
    assertThat(job.get("/v1/keys/0000000000000000").expect(404, "not-found").text("instance"))
        .isEqualTo(ID);
  }

  @Test
  void aRevocationByAnInvocationWithoutRequestIdsRevokes() throws IOException {
    String id = Fixtures.newId();
    JsonNode registered =
        invoke(
            "RegisterDataApiFunction",
            "POST /v1/data-apis",
            Map.of(),
            "{'data_api_id': '%s', 'domain': 'd', 'dataset': 'd', 'routes': [{'api_id': '%s'}]}"
                .formatted(id, Latchkey.ORDERS));
    Client app =
        Fixtures.LATCHKEY.orders().with("X-Api-Key", registered.at("/key/api_key").asText());
    app.get("/orders").expect(200);
    String keyId = registered.at("/key/key_id").asText();
    JsonNode revoked =
        invoke("RevokeKeyFunction", "POST /v1/keys/{key_id}/revoke", Map.of("key_id", keyId), null);
    assertThat(revoked.path("status").asText()).isEqualTo("revoked");
    app.get("/orders").expect(401, "unauthorized");
  }

  private Made created() {
    String id = Fixtures.newId();
    RecordedResponse reply =
        job.post(
                "/v1/data-apis",
                "{'data_api_id': '%s', 'domain': 'd', 'dataset': 'd', 'routes': [{'api_id': '%s'}]}"
                    .formatted(id, Latchkey.ORDERS))
            .expect(201);
    return new Made(id, reply.text("/key/key_id"), reply.text("/key/api_key"));
  }

  /** The body of a function's answer to an event that has no request ID. */
  private static JsonNode invoke(
      String function, String call, Map<String, String> path, @Nullable String body)
      throws IOException {
    ObjectNode event = JSON.valueToTree(OperatorEvents.event(call, path, body, Map.of()));
    ((ObjectNode) event.path("requestContext")).remove("requestId");
    Invocation answer = Fixtures.LATCHKEY.invoke(function, event.toString());
    return JSON.readTree(JSON.readTree(answer.payload()).path("body").asText());
  }
}
