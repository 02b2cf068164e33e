package dev.latchkey.tests.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.core.application.KeyReader;
import dev.latchkey.core.application.StoreReader;
import dev.latchkey.core.dynamodb.DynamoDbDataApiStore;
import dev.latchkey.core.dynamodb.DynamoDbKeyStore;
import dev.latchkey.local.cloudformation.LocalCloudFormation;
import dev.latchkey.local.dynamodb.LocalDynamoDb;
import dev.latchkey.local.dynamodb.Tables;
import dev.latchkey.local.eventbus.LocalEventBus;
import dev.latchkey.local.gateway.Stack;
import dev.latchkey.local.gateway.StackDefinition;
import dev.latchkey.local.lambda.Invocation;
import dev.latchkey.local.secretsmanager.LocalSecretsManager;
import dev.latchkey.local.stream.EventSourceMapping;
import dev.latchkey.local.stream.StreamDelivery;
import dev.latchkey.local.template.Template;
import dev.latchkey.testing.dynamodb.GuardedDynamoDb;
import dev.latchkey.testing.dynamodb.GuardedDynamoDb.Asked;
import dev.latchkey.testing.dynamodb.Statement;
import dev.latchkey.testing.secretsmanager.GuardedSecretsManager;
import dev.latchkey.testing.secretsmanager.SecretRight;
import dev.latchkey.tests.Project;
import dev.latchkey.tests.dynamodb.MarkedPackages;
import dev.latchkey.tests.events.OperatorEvents;
import dev.latchkey.tests.system.OwnedSecrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The stack's functions, called one at a time past the gateway, each with its own role. */
final class StackFunctions implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final LocalDynamoDb database = LocalDynamoDb.inMemory();
  private final Template template =
      Template.load(
          MarkedPackages.template(),
          "latchkey",
          Map.of(
              "OidcIssuer", "http://localhost:1/latchkey",
              "OidcAudiences", "latchkey",
              "DataApiCacheSeconds", "0",
              "ProvisionDomains", "sales"));
  private final LocalEventBus bus;
  private final Queue<String> log = new ConcurrentLinkedQueue<>();
  private final Queue<Asked> allowed = new ConcurrentLinkedQueue<>();
  private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
  private final Queue<Asked> denied = new ConcurrentLinkedQueue<>();
  private final GuardedDynamoDb table;
  private final LocalSecretsManager secretsManager;
  private final LocalCloudFormation cloudFormation;
  private final GuardedSecretsManager guardedSecrets;
  private final Stack stack;

  StackFunctions() {
    table =
        new GuardedDynamoDb(
            database.endpoint(),
            template,
            MarkedPackages::caller,
            Statement.of(template),
            (asked, isAllowed) -> (isAllowed ? allowed : denied).add(asked));
    new Tables(database)
        .create(
            template.ref("KeyTable"),
            Objects.requireNonNull(template.resources("AWS::DynamoDB::Table").get("KeyTable")));
    bus = bus();
    secretsManager = secretsManager();
    cloudFormation = cloudFormation();
    guardedSecrets = new GuardedSecretsManager(secretsManager.endpoint(), SecretRight.of(template));
    Map<String, String> environment =
        Map.of(
            "AWS_ENDPOINT_URL_DYNAMODB", table.endpoint().toString(),
            "AWS_ENDPOINT_URL_EVENTBRIDGE", bus.endpoint().toString(),
            "AWS_ENDPOINT_URL_SECRETS_MANAGER", guardedSecrets.endpoint().toString(),
            "AWS_ENDPOINT_URL_S3", cloudFormation.endpoint().toString());
    stack =
        Stack.start(
            new StackDefinition(
                template,
                new dev.latchkey.local.lambda.FunctionRegistry(),
                environment,
                0,
                null,
                log::add));
  }

  private static LocalEventBus bus() {
    try {
      return LocalEventBus.start(event -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static LocalSecretsManager secretsManager() {
    try {
      return LocalSecretsManager.start(0, null, (function, event) -> event, line -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static LocalCloudFormation cloudFormation() {
    try {
      return LocalCloudFormation.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@code ProvisionFunction} responds to a stack's request. */
  JsonNode provision(Map<String, ?> event) {
    return cloudFormation.send(
        JSON.valueToTree(event), (function, sent) -> invoke("ProvisionFunction", sent));
  }

  /** The functions' way to Secrets Manager, on which each has only its own role. */
  GuardedSecretsManager secrets() {
    return guardedSecrets;
  }

  /** Secrets Manager, as the owner of secrets sees it. */
  OwnedSecrets ownedSecrets() {
    return new OwnedSecrets(secretsManager.endpoint(), "none", apiKey -> {});
  }

  /** What the functions wrote. */
  List<String> log() {
    return List.copyOf(log);
  }

  /** Reads the table past the roles. */
  KeyReader reader() {
    String name = template.ref("KeyTable");
    DynamoDbClient client = database.client();
    return new StoreReader(
        new DynamoDbKeyStore(client, name, 30, 400), new DynamoDbDataApiStore(client, name, 30));
  }

  /** The functions' way to the table, on which each has only its own role. */
  GuardedDynamoDb table() {
    return table;
  }

  /** What was let through, in its order. */
  List<Asked> allowed() {
    return List.copyOf(allowed);
  }

  /** What was not let through, in its order. */
  List<Asked> denied() {
    return List.copyOf(denied);
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
      String idempotencyKey) {
    return invoke(
        function,
        OperatorEvents.event(call, path, body, Map.of("Idempotency-Key", idempotencyKey)));
  }

  /** What the authorizer answers to a REST API's request with a key, or how it fails. */
  JsonNode authorize(String key, String path) {
    return invoke("AuthorizeKeyFunction", request(key, path));
  }

  /** The authorizer's event for a REST API's request with a key. */
  static Map<String, ?> request(String key, String path) {
    return Map.of(
        "type", "REQUEST",
        "methodArn", "arn:aws:execute-api:us-east-1:000000000000:orders/live/GET" + path,
        "headers", Map.of("X-Api-Key", key),
        "multiValueHeaders", Map.of("X-Api-Key", List.of(key)),
        "requestContext", Map.of("requestId", "r"));
  }

  /** What a function answers, or how it fails. */
  JsonNode invoke(String function, Map<String, ?> event) {
    return json(new String(invoke(function, bytes(event)).payload(), UTF_8));
  }

  /** An event in JSON. */
  static byte[] bytes(Map<String, ?> event) {
    return JSON.valueToTree(event).toString().getBytes(UTF_8);
  }

  private Invocation invoke(String function, byte[] event) {
    guardedSecrets.as(function);
    int before = allowed.size();
    Invocation answer = stack.invoke(function, event);
    calls.add(
        new Call(
            function,
            new String(event, UTF_8),
            allowed.stream().skip(before).filter(it -> it.function().equals(function)).toList()));
    return answer;
  }

  /** Invokes {@code RecordEventsFunction} with the changes of a file in {@code events}. */
  Invocation recordEvents(String name) {
    return stack.invoke(
        "RecordEventsFunction",
        Project.read("events/record-events/" + name + ".json").getBytes(UTF_8));
  }

  /** The log lines that CloudWatch Logs hands over in a file of {@code events}. */
  static String logData(String name) {
    return json(Project.read("events/record-usage/" + name + ".json")).at("/awslogs/data").asText();
  }

  /** Deletes an item out of band. */
  void delete(String pk, String sk) {
    String name = template.ref("KeyTable");
    try (DynamoDbClient client = database.client()) {
      client.deleteItem(
          r ->
              r.tableName(name)
                  .key(Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk))));
    }
  }

  /** Deletes all notices, so that they are due again. */
  void forgetNotices() {
    String name = template.ref("KeyTable");
    try (DynamoDbClient client = database.client()) {
      client.scan(r -> r.tableName(name)).items().stream()
          .filter(item -> Objects.requireNonNull(item.get("pk")).s().startsWith("NOTICE#"))
          .forEach(
              item ->
                  client.deleteItem(
                      r ->
                          r.tableName(name)
                              .key(
                                  Map.of(
                                      "pk", Objects.requireNonNull(item.get("pk")),
                                      "sk", Objects.requireNonNull(item.get("sk"))))));
    }
  }

  /** Invokes {@code PublishEventsFunction} with the events of a file in {@code events}. */
  Invocation publish(String name) {
    return stack.invoke(
        "PublishEventsFunction",
        Project.read("events/publish-events/" + name + ".json").getBytes(UTF_8));
  }

  /**
   * A call of a function.
   *
   * @param asked what it asked of the table and got
   */
  record Call(String function, String event, List<Asked> asked) {}

  /** The calls so far. */
  List<Call> calls() {
    return List.copyOf(calls);
  }

  /** Repeats a call, and returns whether it failed or returned a status of 500 or more. */
  boolean fails(Call call) {
    guardedSecrets.as(call.function());
    String event =
        call.function().equals("ProvisionFunction") ? ofAnotherStack(call.event()) : call.event();
    Invocation answer = stack.invoke(call.function(), event.getBytes(UTF_8));
    return answer.failed()
        || json(new String(answer.payload(), UTF_8)).path("statusCode").asInt() >= 500;
  }

  /**
   * A request of a stack with something left to do: its ID and its description are new, since a
   * repeat changes nothing. So is the data API of a stack that registers one.
   */
  private String ofAnotherStack(String event) {
    String name = "s" + UUID.randomUUID().toString().substring(0, 8);
    ObjectNode request = ((ObjectNode) json(event)).put("RequestId", name);
    ObjectNode properties = (ObjectNode) request.path("ResourceProperties");
    if (properties.has("Description")) {
      properties.put("Description", name);
    } else if (request.path("LogicalResourceId").asText().equals("Api")
        && request.path("RequestType").asText().equals("Create")) {
      request.put("LogicalResourceId", name);
      properties.put("DataApiId", name).put("SecretArn", ownedSecrets().create(name));
      ((ObjectNode) properties.path("Routes").path(0)).put("ApiId", name);
    }
    return request.toString();
  }

  /** A text in JSON; an empty one is nothing. */
  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Hands the table's changes to {@code RecordEventsFunction}, while something lasts. */
  void deliverChanges(Waiting waiting) throws InterruptedException {
    var source =
        template.streamSources().stream()
            .filter(each -> each.function().equals("RecordEventsFunction"))
            .findFirst()
            .orElseThrow();
    StreamDelivery delivery =
        StreamDelivery.start(
            database,
            source.table(),
            EventSourceMapping.of(source),
            event -> invoke(source.function(), event).answer(),
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
    bus.close();
    guardedSecrets.close();
    secretsManager.close();
    cloudFormation.close();
    table.close();
    database.close();
  }
}
