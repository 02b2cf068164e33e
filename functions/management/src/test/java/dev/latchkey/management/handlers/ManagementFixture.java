package dev.latchkey.management.handlers;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.latchkey.core.application.NoVault;
import dev.latchkey.core.application.SecretVault;
import dev.latchkey.core.domain.ValidityLimits;
import dev.latchkey.core.memory.InMemoryStores;
import dev.latchkey.core.telemetry.Telemetry;
import dev.latchkey.testing.TestContext;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/** The management API on in-memory stores, at a time that tests set. */
final class ManagementFixture {
  static final ManagementSettings SETTINGS =
      new ManagementSettings(List.of("lk"), new ValidityLimits(365, 365));

  private static final Map<String, Function<ManagementDependencies, RequestHandler<?, ?>>>
      HANDLERS =
          Map.ofEntries(
              Map.entry("POST /v1/data-apis", RegisterDataApiHandler::new),
              Map.entry("GET /v1/data-apis", ListDataApisHandler::new),
              Map.entry("GET /v1/data-apis/{data_api_id}", GetDataApiHandler::new),
              Map.entry("PATCH /v1/data-apis/{data_api_id}", EditDataApiHandler::new),
              Map.entry("DELETE /v1/data-apis/{data_api_id}", DeleteDataApiHandler::new),
              Map.entry("GET /v1/data-apis/{data_api_id}/events", ListDataApiEventsHandler::new),
              Map.entry("POST /v1/keys", CreateKeyHandler::new),
              Map.entry("GET /v1/keys", ListKeysHandler::new),
              Map.entry("POST /v1/keys/bulk", ChangeKeysHandler::new),
              Map.entry("GET /v1/keys/{key_id}", GetKeyHandler::new),
              Map.entry("PATCH /v1/keys/{key_id}", EditKeyHandler::new),
              Map.entry("POST /v1/keys/{key_id}/extend", ExtendKeyHandler::new),
              Map.entry("POST /v1/keys/{key_id}/rotate", RotateKeyHandler::new),
              Map.entry("POST /v1/keys/{key_id}/suspend", SuspendKeyHandler::new),
              Map.entry("POST /v1/keys/{key_id}/resume", ResumeKeyHandler::new),
              Map.entry("POST /v1/keys/{key_id}/revoke", RevokeKeyHandler::new),
              Map.entry("DELETE /v1/keys/{key_id}", DeleteKeyHandler::new),
              Map.entry("GET /v1/keys/{key_id}/events", ListKeyEventsHandler::new),
              Map.entry("GET /v1/keys/{key_id}/usage", GetKeyUsageHandler::new),
              Map.entry("GET /v1/events", ListEventsHandler::new),
              Map.entry("POST /v1/explain", ExplainRequestHandler::new),
              Map.entry("GET /v1/me", GetMeHandler::new));

  static final List<String> CALLS = HANDLERS.keySet().stream().sorted().toList();

  final InMemoryStores stores = new InMemoryStores();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final InstantSource clock = this::now;
  private final ManagementDependencies dependencies;
  private Instant now = Instant.parse("2026-11-21T09:00:00Z");

  ManagementFixture() {
    this(new NoVault());
  }

  ManagementFixture(SecretVault vault) {
    dependencies =
        new ManagementDependencies(
            SETTINGS,
            clock,
            new Random(4711),
            new Telemetry("test", clock, () -> new PrintStream(log, true, StandardCharsets.UTF_8)),
            stores.all(),
            vault);
  }

  Instant now() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  ManagementDependencies dependencies() {
    return dependencies;
  }

  String log() {
    return log.toString(StandardCharsets.UTF_8);
  }

  /** Returns the response to a request. */
  @SuppressWarnings("unchecked")
  TestResponse respond(TestRequest request) {
    APIGatewayProxyRequestEvent event = request.event();
    RequestHandler<?, ?> handler =
        requireNonNull(HANDLERS.get(event.getHttpMethod() + " " + event.getResource()))
            .apply(dependencies);
    return respond(
        (RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent>) handler,
        request);
  }

  static TestResponse respond(
      RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> handler,
      TestRequest request) {
    return TestResponse.of(handler.handleRequest(request.event(), new TestContext("invocation")));
  }

  /** Registers a data API with its own route. */
  TestResponse register(String dataApiId) {
    return respond(
        TestRequest.of("POST /v1/data-apis")
            .body(
                """
                {'data_api_id': '%s', 'domain': 'sales', 'dataset': 'Orders',
                 'routes': [{'api_id': '%s', 'path': '/orders'}]}
                """
                    .formatted(dataApiId, dataApiId)));
  }

  /**
   * Creates a key of 30 days for a data API, which it registers if necessary. Returns the key's ID.
   */
  String key(String dataApiId) {
    if (stores.dataApis().find(dataApiId).isEmpty()) {
      register(dataApiId);
    }
    return respond(
            TestRequest.of("POST /v1/keys")
                .body(
                    "{'data_api_id': '%s', 'name': 'reports', 'validity_days': 30}"
                        .formatted(dataApiId)))
        .text("key_id");
  }

  TestResponse of(String operation, String keyId) {
    return respond(TestRequest.of(operation).at("key_id", keyId));
  }

  TestResponse revoke(String keyId) {
    return of("POST /v1/keys/{key_id}/revoke", keyId);
  }
}
