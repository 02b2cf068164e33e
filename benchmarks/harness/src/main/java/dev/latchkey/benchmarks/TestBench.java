package dev.latchkey.benchmarks;

import dev.latchkey.testing.RuntimeApi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What every start of a function has around it.
 *
 * @param runtimeClient the folder with the real runtime client's jars
 * @param environment the functions' environment
 * @param event a request whose key is good
 * @param garbageEvent a request whose key is mistyped
 * @param garbageHttpEvent the same from an HTTP API, where a policy refuses and not an exception
 * @param log where functions write
 */
record TestBench(
    Path runtimeClient,
    Map<String, String> environment,
    String event,
    String garbageEvent,
    String garbageHttpEvent,
    Path log) {

  static TestBench create(
      Path runtimeClient, String endpoint, Path trustStore, BenchmarkFixture fixture, Path folder)
      throws IOException {
    String event = resource("event.json");
    String key = fixture.key().reveal();
    String mistyped = key.substring(0, key.length() - 1) + (key.endsWith("0") ? '1' : '0');
    return new TestBench(
        runtimeClient,
        environment(endpoint, trustStore),
        event.replace("API_KEY", key),
        event.replace("API_KEY", mistyped),
        resource("http-event.json").replace("API_KEY", mistyped),
        folder.resolve("function.log"));
  }

  /** The same with other requests. */
  TestBench with(String otherEvent) {
    return new TestBench(
        runtimeClient, environment, otherEvent, garbageEvent, garbageHttpEvent, log);
  }

  /** A request to the management API by an operator. */
  static String consoleEvent(String path) throws IOException {
    return resource("console-event.json").replace("PATH", path);
  }

  /** The same with more variables. */
  TestBench with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(more);
    return new TestBench(runtimeClient, all, event, garbageEvent, garbageHttpEvent, log);
  }

  /** The event of the operators' authorizer for a request with a token. */
  static String operatorEvent(String token) {
    return """
        {"type":"REQUEST","httpMethod":"GET","resource":"/v1/me","path":"/v1/me",\
        "methodArn":"arn:aws:execute-api:us-east-1:123456789012:a1b2c3d4e5/live/GET/v1/me",\
        "headers":{"Authorization":"Bearer %1$s"},"multiValueHeaders":{"Authorization":["Bearer %1$s"]},\
        "stageVariables":{"OIDC_AUDIENCES":"latchkey"},"requestContext":{"requestId":"benchmark"}}\
        """
        .formatted(token);
  }

  FunctionProcess start(Contender contender, RuntimeApi api) throws IOException {
    return start(contender, api, environment);
  }

  FunctionProcess start(Contender contender, RuntimeApi api, Map<String, String> variables)
      throws IOException {
    Map<String, String> all = new HashMap<>(variables);
    all.put("AWS_LAMBDA_RUNTIME_API", api.address());
    return FunctionProcess.start(contender, runtimeClient, all, log);
  }

  private static Map<String, String> environment(String endpoint, Path trustStore) {
    return Map.ofEntries(
        Map.entry("PATH", System.getenv("PATH")),
        Map.entry("AWS_REGION", "us-east-1"),
        Map.entry("AWS_ACCESS_KEY_ID", "AKIDBENCHMARK"),
        Map.entry("AWS_SECRET_ACCESS_KEY", "secret"),
        Map.entry("AWS_LAMBDA_FUNCTION_NAME", "benchmark"),
        Map.entry("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
        Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1769"),
        Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "1"),
        Map.entry("AWS_ENDPOINT_URL_DYNAMODB", endpoint),
        Map.entry("TABLE_NAME", "keys"),
        Map.entry("KEY_PREFIXES", "lk"),
        Map.entry("DATA_API_CACHE_SECONDS", "60"),
        Map.entry("RETENTION_DAYS", "30"),
        Map.entry("EVENT_RETENTION_DAYS", "400"),
        Map.entry("DEFAULT_VALIDITY_DAYS", "365"),
        Map.entry("MAX_VALIDITY_DAYS", "365"),
        Map.entry("NODE_EXTRA_CA_CERTS", trustStore.resolveSibling("localhost.pem").toString()),
        Map.entry(
            "JAVA_TOOL_OPTIONS",
            "-Djavax.net.ssl.trustStore=%s -Djavax.net.ssl.trustStorePassword=%s"
                .formatted(trustStore, TestCertificate.PASSWORD)));
  }

  private static String resource(String name) throws IOException {
    try (var in = TestBench.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("There is no resource " + name + ".");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
