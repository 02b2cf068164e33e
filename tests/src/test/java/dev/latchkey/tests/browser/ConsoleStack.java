package dev.latchkey.tests.browser;

import dev.latchkey.local.dynamodb.LocalDynamoDb;
import dev.latchkey.local.dynamodb.Tables;
import dev.latchkey.local.gateway.Stack;
import dev.latchkey.local.gateway.StackDefinition;
import dev.latchkey.local.lambda.FunctionRegistry;
import dev.latchkey.local.secretsmanager.LocalSecretsManager;
import dev.latchkey.local.signin.SignInServer;
import dev.latchkey.local.signin.SigningKey;
import dev.latchkey.local.stream.EventSourceMapping;
import dev.latchkey.local.stream.StreamDelivery;
import dev.latchkey.local.template.LocalAccount;
import dev.latchkey.local.template.StreamSource;
import dev.latchkey.local.template.Template;
import dev.latchkey.testing.secretsmanager.GuardedSecretsManager;
import dev.latchkey.tests.Project;
import dev.latchkey.tests.system.OwnedSecrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A running Latchkey with its sign-in server; its console is also served below a stage's path. */
final class ConsoleStack implements AutoCloseable {
  private static final String TABLE = "KeyTable";

  private static final class Shared {
    private static final ConsoleStack INSTANCE = start(true);

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(INSTANCE::close));
    }
  }

  private final LocalDynamoDb database = LocalDynamoDb.inMemory();
  private final FunctionRegistry functions = new FunctionRegistry();
  private final List<StreamDelivery> deliveries = new ArrayList<>();
  private final Queue<String> log = new ConcurrentLinkedQueue<>();
  private final int port = freePort();
  private final StageProxy staged = StageProxy.start("/live", port);
  private final SharedTokens tokens = new SharedTokens(console());
  private final SignInServer signIn;
  private final LocalSecretsManager secretsManager;
  private final GuardedSecretsManager guardedSecrets;
  private final Template template;
  private final Stack stack;

  private ConsoleStack(boolean keepsHistory) {
    try {
      signIn =
          SignInServer.start(0, SigningKey.random(), List.of(origin(port), origin(staged.port())));
      secretsManager =
          LocalSecretsManager.start(
              0, null, (function, event) -> functions.invoke(function, event).answer(), log::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    guardedSecrets = new GuardedSecretsManager(secretsManager.endpoint(), Set.of());
    template =
        Template.load(
            Project.path("template.yaml"),
            "latchkey",
            Map.of(
                "OidcIssuer", signIn.issuer().toString(),
                "OidcAudiences", "latchkey",
                "ConsoleClientId", "console",
                "ConsoleAuthorizationParameters",
                    "audience=latchkey&resource=urn:latchkey&client_id=other",
                "RateLimit", "1000000",
                "BurstLimit", "1000000"));
    new Tables(database)
        .create(
            table(), Objects.requireNonNull(template.resources("AWS::DynamoDB::Table").get(TABLE)));
    stack =
        Stack.start(
            new StackDefinition(
                template,
                functions,
                Map.of(
                    "AWS_ENDPOINT_URL_DYNAMODB", database.endpoint().toString(),
                    "AWS_ENDPOINT_URL_SECRETS_MANAGER", guardedSecrets.endpoint().toString()),
                port,
                "/console/",
                log::add));
    if (keepsHistory) {
      template.streamSources().stream()
          .filter(source -> source.function().equals("RecordEventsFunction"))
          .forEach(this::deliver);
    }
    prepare().untilReady();
  }

  /** The one of this JVM; it ends with it. */
  static ConsoleStack shared() {
    return Shared.INSTANCE;
  }

  /** A new one; without a history it takes thousands of keys at once. */
  static ConsoleStack start(boolean keepsHistory) {
    return new ConsoleStack(keepsHistory);
  }

  /** The console. */
  String console() {
    return origin(port) + "/console/";
  }

  /** The console below a stage's path. */
  String stagedConsole() {
    return origin(staged.port()) + "/live/console/";
  }

  /** The API, to prepare what a person then finds. */
  ConsoleFixtures prepare() {
    return new ConsoleFixtures(origin(port), signIn.issuer().toString());
  }

  /** The secrets that apps own in Secrets Manager. */
  OwnedSecrets secrets() {
    return new OwnedSecrets(secretsManager.endpoint(), "", apiKey -> {});
  }

  /** Secrets Manager as the functions see it. */
  GuardedSecretsManager guardedSecrets() {
    return guardedSecrets;
  }

  /** The tokens of people who have signed in. */
  SharedTokens tokens() {
    return tokens;
  }

  /** The sign-in provider. */
  String provider() {
    return signIn.issuer().toString();
  }

  /** All that the functions and the gateway have logged. */
  String log() {
    return String.join("\n", log);
  }

  /** The table's name. */
  String table() {
    return template.ref(TABLE);
  }

  /** Gives a key other times, out of band. */
  void date(String keyId, Instant created, Instant expires) {
    database
        .client()
        .updateItem(
            update ->
                update
                    .tableName(table())
                    .key(
                        Map.of(
                            "pk", AttributeValue.fromS("KEY#" + keyId),
                            "sk", AttributeValue.fromS("KEY")))
                    .updateExpression("SET about.created_at = :created, expires_at = :expires")
                    .expressionAttributeValues(
                        Map.of(":created", seconds(created), ":expires", seconds(expires))));
  }

  /** Gives a key a last use, and requests on each of some days until then, out of band. */
  void use(String keyId, Instant last, int days) {
    for (int i = 0; i < days; i++) {
      LocalDate day = LocalDate.ofInstant(last, ZoneOffset.UTC).minusDays(i);
      putUsage(
          keyId,
          "DAY#" + day,
          Map.of(
              "allowed", AttributeValue.fromN(Integer.toString(900 + i * 137 % 400)),
              "denied", AttributeValue.fromN(Integer.toString(i % 7 == 3 ? 60 : 0))));
    }
    Instant first = last.minus(Duration.ofDays(days));
    putUsage(
        keyId, "TOTAL", Map.of("first_used_at", seconds(first), "last_used_at", seconds(last)));
  }

  private void putUsage(String keyId, String sortKey, Map<String, AttributeValue> values) {
    Map<String, AttributeValue> item = new HashMap<>(values);
    item.put("pk", AttributeValue.fromS("USAGE#" + keyId));
    item.put("sk", AttributeValue.fromS(sortKey));
    database.client().putItem(put -> put.tableName(table()).item(item));
  }

  private static AttributeValue seconds(Instant moment) {
    return AttributeValue.fromN(Long.toString(moment.getEpochSecond()));
  }

  LocalDynamoDb database() {
    return database;
  }

  private void deliver(StreamSource source) {
    deliveries.add(
        StreamDelivery.start(
            database,
            source.table(),
            EventSourceMapping.of(source),
            event -> functions.invoke(source.functionArn(), event).answer(),
            null,
            LocalAccount.region(),
            log::add));
  }

  @Override
  public void close() {
    deliveries.forEach(StreamDelivery::close);
    staged.close();
    stack.close();
    signIn.close();
    guardedSecrets.close();
    secretsManager.close();
    database.close();
  }

  private static String origin(int port) {
    return "http://localhost:" + port;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
