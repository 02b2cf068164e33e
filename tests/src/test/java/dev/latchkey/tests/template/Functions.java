package dev.latchkey.tests.template;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.latchkey.local.dynamodb.LocalDynamoDb;
import dev.latchkey.local.dynamodb.Tables;
import dev.latchkey.local.gateway.Stack;
import dev.latchkey.local.gateway.StackDefinition;
import dev.latchkey.local.lambda.Invocation;
import dev.latchkey.local.stream.EventSourceMapping;
import dev.latchkey.local.stream.StreamDelivery;
import dev.latchkey.local.template.Template;
import dev.latchkey.tests.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** The stack's functions, called one at a time past the gateway, each with its own role. */
final class Functions implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final LocalDynamoDb database = LocalDynamoDb.inMemory();
  private final Template template =
      Template.load(
          Project.path("template.yaml"),
          "latchkey",
          Map.of("OidcIssuer", "http://localhost:1/latchkey", "OidcAudiences", "latchkey"));
  private final Queue<String> log = new ConcurrentLinkedQueue<>();
  private final GuardedTable table;
  private final Stack stack;

  Functions() throws IOException {
    table = new GuardedTable(database.endpoint(), Statement.of(template));
    new Tables(database)
        .create(
            template.ref("KeyTable"),
            Objects.requireNonNull(template.resources("AWS::DynamoDB::Table").get("KeyTable")));
    Map<String, String> environment =
        Map.of("AWS_ENDPOINT_URL_DYNAMODB", table.endpoint().toString());
    stack =
        Stack.start(
            new StackDefinition(
                template,
                new dev.latchkey.local.lambda.Functions(),
                environment,
                0,
                null,
                log::add));
  }

  /** What the functions wrote. */
  List<String> log() {
    return List.copyOf(log);
  }

  GuardedTable table() {
    return table;
  }

  Template template() {
    return template;
  }

  /**
   * What a function of the management API answers to an operator who may do everything.
   *
   * @param call the method and the route, with at most one query parameter
   */
  JsonNode call(
      String function,
      String call,
      Map<String, String> path,
      @Nullable String body,
      String intent) {
    String[] parts = call.split("[ ?=]", -1);
    Map<String, @Nullable Object> event = new HashMap<>();
    event.put("httpMethod", parts[0]);
    event.put("resource", parts[1]);
    event.put("path", parts[1]);
    event.put("pathParameters", path);
    event.put("queryStringParameters", parts.length == 4 ? Map.of(parts[2], parts[3]) : null);
    event.put("headers", Map.of("Content-Type", "application/json", "Idempotency-Key", intent));
    event.put("body", body == null ? null : body.replace('\'', '"'));
    event.put(
        "requestContext",
        Map.of(
            "requestId", UUID.randomUUID().toString(),
            "path", parts[1],
            "authorizer",
                Map.of("subject", "engineer", "name", "Kim", "permissions", "manage read")));
    return invoke(function, event);
  }

  /** What the authorizer answers to a REST API's request with a key, or how it fails. */
  JsonNode authorize(String key, String path) {
    return invoke(
        "AuthorizeKeyFunction",
        Map.of(
            "type", "REQUEST",
            "methodArn", "arn:aws:execute-api:us-east-1:000000000000:orders/live/GET" + path,
            "headers", Map.of("X-Api-Key", key),
            "multiValueHeaders", Map.of("X-Api-Key", List.of(key)),
            "requestContext", Map.of("requestId", "r")));
  }

  /** What a function answers, or how it fails. */
  JsonNode invoke(String function, Map<String, ?> event) {
    table.callerIs(function);
    String json = JSON.valueToTree(event).toString();
    return json(new String(stack.invoke(function, json.getBytes(UTF_8)).payload(), UTF_8));
  }

  /** A text in JSON; an empty one is nothing. */
  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Hands the table's changes to the function that the template names, while something lasts. */
  void deliverChanges(Waiting waiting) throws InterruptedException {
    var source = template.streamSources().get(0);
    StreamDelivery delivery =
        StreamDelivery.start(
            database,
            source.table(),
            EventSourceMapping.of(source),
            event -> {
              table.callerIs(source.function());
              Invocation answer = stack.invoke(source.function(), event);
              assertThat(answer.failed()).isFalse();
              return answer.payload();
            },
            null,
            "us-east-1",
            line -> {});
    try {
      waiting.await();
    } finally {
      delivery.close();
    }
  }

  /** What something lasts as long as. */
  @FunctionalInterface
  interface Waiting {
    void await() throws InterruptedException;
  }

  @Override
  public void close() {
    stack.close();
    table.close();
    database.close();
  }
}
