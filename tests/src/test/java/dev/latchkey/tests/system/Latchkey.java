package dev.latchkey.tests.system;

import dev.latchkey.local.dynamodb.LocalDynamoDb;
import dev.latchkey.local.dynamodb.Tables;
import dev.latchkey.local.eventbus.LocalEventBus;
import dev.latchkey.local.gateway.FunctionUrl;
import dev.latchkey.local.gateway.Stack;
import dev.latchkey.local.gateway.StackDefinition;
import dev.latchkey.local.lambda.FunctionRegistry;
import dev.latchkey.local.lambda.Invocation;
import dev.latchkey.local.logs.LogSubscriptions;
import dev.latchkey.local.secretsmanager.LocalSecretsManager;
import dev.latchkey.local.signin.SignInServer;
import dev.latchkey.local.signin.SigningKey;
import dev.latchkey.local.stream.EventSourceMapping;
import dev.latchkey.local.stream.StreamDelivery;
import dev.latchkey.local.template.LocalAccount;
import dev.latchkey.local.template.StreamSource;
import dev.latchkey.local.template.Template;
import dev.latchkey.testing.dynamodb.GuardedDynamoDb;
import dev.latchkey.testing.dynamodb.Statement;
import dev.latchkey.testing.secretsmanager.GuardedSecretsManager;
import dev.latchkey.tests.Project;
import dev.latchkey.tests.dynamodb.MarkedPackages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A running Latchkey, with two data APIs behind its authorizer: one that asks it on each request,
 * and one that reuses its answers for five minutes. Each function reaches of the table what its own
 * role allows, and nothing else.
 */
public final class Latchkey {
  /** The api_id of the data API that asks the authorizer on each request. */
  public static final String ORDERS = "orders-data-api";

  /** The api_id of the data API that reuses the authorizer's answers. */
  public static final String REUSING = "reusing-data-api";

  private static final String PROXY =
      "tests/src/test/resources/dev/latchkey/tests/system/proxy-data-api.yaml";
  private static final String TABLE = "KeyTable";
  private static final Map<String, String> WITHOUT_LIMITS =
      Stream.of("", "Revoke", "SelfService")
          .flatMap(of -> Stream.of(of + "RateLimit", of + "BurstLimit"))
          .collect(Collectors.toUnmodifiableMap(name -> name, name -> "1000000"));
  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int UNAUTHORIZED = 401;
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String UNKNOWN =
      "lk_4Zq8Rw1TnB7xKd2M_ThisIsAnExampleKeyThatOpensNothingAnywhere00qkY6l";

  private static final class Shared {
    private static final Latchkey INSTANCE = onDisk(SuiteFiles.empty());
  }

  private static final class InMemory {
    private static final Latchkey INSTANCE = inMemory(SuiteFiles.ofAttacks());
  }

  private final SuiteFiles files;
  private final LocalDynamoDb database;
  private final Recorder recorder;
  private final FunctionRegistry functions = new FunctionRegistry();
  private final Map<String, Stack> others = new ConcurrentHashMap<>();
  private final Map<String, String> tokens = new ConcurrentHashMap<>();
  private final SignInServer signIn;
  private final List<String> published = new CopyOnWriteArrayList<>();
  private final LocalEventBus bus;
  private final LocalSecretsManager secretsManager;
  private final GuardedSecretsManager guardedSecrets;
  private final Template template;
  private final GuardedDynamoDb dynamoDb;
  private final URI endpoint;
  private final LogSubscriptions subscriptions;
  private final Stack management;
  private final Stack orders;
  private final Stack reusing;
  private final FunctionUrl frontDoor;
  private final DynamoDbClient direct;

  private Latchkey(SuiteFiles files, LocalDynamoDb database, boolean isGuarded) {
    this.files = files;
    this.database = database;
    try {
      signIn = SignInServer.start(0, SigningKey.random(), List.of());
      bus = LocalEventBus.start(published::add);
      secretsManager =
          LocalSecretsManager.start(
              0,
              null,
              (function, event) -> functions.invoke(function, event).answer(),
              line -> files.note(SuiteFiles.LOG, line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    guardedSecrets = new GuardedSecretsManager(secretsManager.endpoint(), Set.of());
    this.recorder = new Recorder(files, arn -> secrets().apiKey(arn));
    Map<String, String> parameters = new HashMap<>(WITHOUT_LIMITS);
    parameters.put("OidcIssuer", signIn.issuer().toString());
    parameters.put("OidcAudiences", "latchkey");
    parameters.put("FrontDoor", "true");
    parameters.put("TrustedProxies", "127.0.0.1,::1");
    template = Template.load(MarkedPackages.template(), "latchkey", parameters);
    Roles roles = new Roles(Statement.of(template), files);
    dynamoDb =
        new GuardedDynamoDb(
            database.endpoint(), template, MarkedPackages::caller, roles.statements(), roles);
    endpoint = isGuarded ? dynamoDb.endpoint() : database.endpoint();
    direct = database.client();
    new Tables(database)
        .create(
            table(), Objects.requireNonNull(template.resources("AWS::DynamoDB::Table").get(TABLE)));
    subscriptions =
        LogSubscriptions.start(
            List.of(template),
            (function, event) -> functions.invoke(function, event).answer(),
            line -> files.note(SuiteFiles.LOG, line));
    management = start(template);
    orders = start(dataApi("template.yaml", ORDERS, Map.of()));
    reusing =
        start(
            dataApi(
                "template.yaml",
                REUSING,
                Map.of("AuthorizerCacheSeconds", "300", "KeyHeader", "X-Api-Key")));
    frontDoor =
        FunctionUrl.start(
            template.ref("FrontDoorFunction"),
            functions,
            0,
            line -> files.note(SuiteFiles.LOG, line));
    template.streamSources().forEach(this::deliver);
    warmUp();
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
  }

  /** The one of this JVM; it ends with it. */
  public static Latchkey shared() {
    return Shared.INSTANCE;
  }

  /**
   * Another one of this JVM, whose table is in memory, never fails and asks for no role: for what
   * wants speed.
   */
  public static Latchkey inMemory() {
    return InMemory.INSTANCE;
  }

  private static Latchkey onDisk(SuiteFiles files) {
    return new Latchkey(files, LocalDynamoDb.onDisk(files.path(SuiteFiles.DATA)), true);
  }

  private static Latchkey inMemory(SuiteFiles files) {
    return new Latchkey(files, LocalDynamoDb.inMemory(), false);
  }

  /** The management API, as someone whom the sign-in server knows. */
  public Client as(String account) {
    return anonymous().with("Authorization", "Bearer " + token(account));
  }

  /** The management API without a token. */
  public Client anonymous() {
    return at(management.url());
  }

  /** A management API anywhere, without a token. */
  Client at(URI url) {
    return new Client(url.toString(), List.of(), recorder::management);
  }

  /** The data API that asks the authorizer on each request. */
  public Client orders() {
    return new Client(orders.url().toString(), List.of(), recorder::dataApi);
  }

  /** The front door. */
  public Client frontDoor() {
    return new Client(frontDoor.url().toString(), List.of(), recorder::frontDoor);
  }

  /** The data API that reuses the authorizer's answers. */
  public Client reusing() {
    return new Client(reusing.url().toString(), List.of(), recorder::dataApi);
  }

  /** The example's HTTP API, which reuses the authorizer's answers for some seconds. */
  Client httpApi(String apiId, int cacheSeconds) {
    return other("http-api.yaml", apiId, cacheSeconds);
  }

  /** A REST API that hands every path on, as it was sent, by its resource {@code /{proxy+}}. */
  public Client proxy(String apiId, int cacheSeconds) {
    return other(Project.path(PROXY).toString(), apiId, cacheSeconds);
  }

  private Client other(String template, String apiId, int cacheSeconds) {
    Map<String, String> parameters = Map.of("AuthorizerCacheSeconds", "" + cacheSeconds);
    Stack stack = others.computeIfAbsent(apiId, id -> start(dataApi(template, id, parameters)));
    return new Client(stack.url().toString(), List.of(), recorder::dataApi);
  }

  /** An access token of an account. */
  public String token(String account) {
    return tokens.computeIfAbsent(account, name -> tokenOf(name, signIn.issuer()));
  }

  /** The issuer of the tokens. */
  public URI issuer() {
    return signIn.issuer();
  }

  /** The functions, past the gateway. */
  public Invocation invoke(String functionLogicalId, String event) {
    return management.invoke(functionLogicalId, event.getBytes(StandardCharsets.UTF_8));
  }

  /** Every API key that the management API showed in this run of attacks. */
  public static List<String> keysShown() {
    return SuiteFiles.ofLastAttacks().stream()
        .flatMap(files -> files.lines(SuiteFiles.SECRETS).stream())
        .toList();
  }

  /** Every event that was published so far, in the JSON in which rules see it. */
  List<String> published() {
    return List.copyOf(published);
  }

  /**
   * What is left on disk of all that happened in this run of attacks: logs with metrics, tables,
   * answers but for keys.
   */
  public static List<Path> leftBehind() {
    return SuiteFiles.ofLastAttacks().stream()
        .flatMap(files -> files.all().stream())
        .filter(file -> !file.endsWith(SuiteFiles.SECRETS))
        .toList();
  }

  /** The functions' way to the table, on which each has only its own role. */
  public GuardedDynamoDb dynamoDb() {
    return dynamoDb;
  }

  /** Secrets Manager, as the owner of secrets sees it. */
  public OwnedSecrets secrets() {
    return new OwnedSecrets(
        secretsManager.endpoint(),
        template.ref("RotateSecretFunction"),
        apiKey -> files.note(SuiteFiles.SECRETS, apiKey));
  }

  /** The functions' way to Secrets Manager. */
  GuardedSecretsManager guardedSecrets() {
    return guardedSecrets;
  }

  /** Returns the table, for changes out of band. */
  public DynamoDbClient direct() {
    return direct;
  }

  /** The table's name. */
  public String table() {
    return template.ref(TABLE);
  }

  /** Deletes what TTL would have deleted by an instant. */
  public int sweep(Instant now) {
    return database.sweep(table(), "ttl", now);
  }

  /** Waits for the first cold starts, which take longer than their time-outs on a busy machine. */
  private void warmUp() {
    Client app = new Client(orders.url().toString(), List.of("X-Api-Key", UNKNOWN), reply -> {});
    awaitStatus(app, "/orders", UNAUTHORIZED);
    Client operator =
        new Client(
            management.url().toString(),
            List.of("Authorization", "Bearer " + token("engineer")),
            reply -> {});
    awaitStatus(operator, "/v1/keys", OK);
    RecordedResponse registered =
        operator
            .post(
                "/v1/data-apis",
                "{'data_api_id': 'warm', 'domain': 'd', 'dataset': 's', 'routes': [{'api_id': '%s'}]}"
                    .formatted(ORDERS))
            .expect(CREATED);
    files.note(SuiteFiles.SECRETS, registered.text("/key/api_key"));
    Client user =
        new Client(
            orders.url().toString(),
            List.of("X-Api-Key", registered.text("/key/api_key")),
            reply -> {});
    awaitStatus(user, "/orders", OK);
  }

  private static void awaitStatus(Client client, String path, int status) {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (client.get(path).status() != status) {
      if (Instant.now().isAfter(deadline)) {
        throw new IllegalStateException("No " + status + " from " + path + " in time");
      }
    }
  }

  private Template dataApi(String name, String apiId, Map<String, String> parameters) {
    Path file = Project.path("examples/orders-data-api").resolve(name);
    Map<String, String> given =
        Stream.concat(template.outputs().entrySet().stream(), WITHOUT_LIMITS.entrySet().stream())
            .filter(output -> Template.parameterNames(file).contains(output.getKey()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    given.putAll(parameters);
    return Template.load(file, apiId, given);
  }

  private Stack start(Template stack) {
    return Stack.start(
        new StackDefinition(
            stack,
            functions,
            Map.of(
                "AWS_ENDPOINT_URL_DYNAMODB", endpoint.toString(),
                "AWS_ENDPOINT_URL_EVENTBRIDGE", bus.endpoint().toString(),
                "AWS_ENDPOINT_URL_SECRETS_MANAGER", guardedSecrets.endpoint().toString()),
            0,
            null,
            this::line));
  }

  private void line(String line) {
    files.note(SuiteFiles.LOG, line);
    subscriptions.accept(line);
  }

  private void deliver(StreamSource source) {
    StreamDelivery.start(
        database,
        source.table(),
        EventSourceMapping.of(source),
        event -> functions.invoke(source.functionArn(), event).answer(),
        null,
        LocalAccount.region(),
        line -> files.note(SuiteFiles.LOG, line));
  }

  static String tokenOf(String account, URI issuer) {
    return new Client(
            issuer.toString(),
            List.of("Content-Type", "application/x-www-form-urlencoded"),
            exchange -> {})
        .exchange(
            "POST",
            "/token",
            java.net.http.HttpRequest.BodyPublishers.ofString(
                "grant_type=client_credentials&client_id=" + account + "&client_secret=any"))
        .expect(200)
        .text("access_token");
  }

  private void close() {
    subscriptions.close();
    management.close();
    orders.close();
    reusing.close();
    frontDoor.close();
    others.values().forEach(Stack::close);
    signIn.close();
    bus.close();
    guardedSecrets.close();
    secretsManager.close();
    dynamoDb.close();
    database.close();
  }
}
