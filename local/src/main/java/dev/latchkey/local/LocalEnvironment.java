package dev.latchkey.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.latchkey.local.cloudformation.LocalCloudFormation;
import dev.latchkey.local.dynamodb.DamagedDatabaseException;
import dev.latchkey.local.dynamodb.LocalDynamoDb;
import dev.latchkey.local.eventbus.LocalEventBus;
import dev.latchkey.local.eventbus.LocalSchedules;
import dev.latchkey.local.gateway.FunctionUrl;
import dev.latchkey.local.gateway.Stack;
import dev.latchkey.local.gateway.StackDefinition;
import dev.latchkey.local.lambda.FunctionRegistry;
import dev.latchkey.local.logs.LogSubscriptions;
import dev.latchkey.local.secretsmanager.LocalSecretsManager;
import dev.latchkey.local.signin.SignInServer;
import dev.latchkey.local.signin.SigningKey;
import dev.latchkey.local.template.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything at work on one machine: the project's stack, the example's, their database and
 * streams, their event bus, schedules and secrets, and the sign-in server whose tokens they take,
 * unless they take another provider's. What it starts, {@link #close} ends.
 */
public final class LocalEnvironment implements AutoCloseable {
  private static final String STACK = "latchkey";
  private static final String CONSOLE = "/console/";

  /** The beginning of a line with a published event. */
  static final String EVENT = "[event] ";

  private static final String AUDIENCE = "latchkey";
  private static final String CONSOLE_CLIENT = "console";

  /** One person's machine needs no limit on requests. */
  private static final Map<String, String> WITHOUT_LIMITS =
      Stream.of("", "Revoke", "SelfService")
          .flatMap(of -> Stream.of(of + "RateLimit", of + "BurstLimit"))
          .collect(Collectors.toUnmodifiableMap(name -> name, name -> "1000000"));

  private static final String ISSUER = "OidcIssuer";

  private final Ports ports;
  private final Map<String, String> given;
  private final Duration hour;
  private final Consumer<String> log;
  private final Deque<CompletableFuture<? extends AutoCloseable>> parts = new ArrayDeque<>();
  private volatile boolean closing;
  private volatile @Nullable LogSubscriptions subscriptions;

  private LocalEnvironment(
      Ports ports, Map<String, String> given, Duration hour, Consumer<String> log) {
    this.ports = ports;
    this.given = given;
    this.hour = hour;
    this.log = log;
  }

  /**
   * Starts it, and returns when every part answers.
   *
   * @param project the folder of {@code template.yaml}, with the packages built
   * @param data the folder that keeps the tables, null to keep nothing
   * @param reset whether to forget first what the folder holds
   * @param parameters values of the project's template parameters, by name
   * @param hour how long an hour of a schedule takes
   * @param log takes the functions' lines, one for each request, and one for each published event
   * @throws StartException if it cannot start; nothing is left running
   */
  public static LocalEnvironment start(
      Path project,
      Ports ports,
      @Nullable Path data,
      boolean reset,
      Map<String, String> parameters,
      Duration hour,
      Consumer<String> log) {
    LocalEnvironment laptop = new LocalEnvironment(ports, parameters, hour, log);
    try {
      ports.requireFree();
      laptop.start(project, data == null ? null : laptop.open(data, reset));
      return laptop;
    } catch (RuntimeException e) {
      laptop.close();
      throw e;
    }
  }

  /** The page of the console. */
  public URI console() {
    return management().resolve(CONSOLE);
  }

  /** The management API, without a trailing slash. */
  public URI management() {
    return local(ports.management(), "");
  }

  /** The example's data API, without a trailing slash. */
  public URI example() {
    return local(ports.example(), "");
  }

  /** The front door, without a trailing slash. */
  public URI frontDoor() {
    return local(ports.frontDoor(), "");
  }

  /** Secrets Manager, without a trailing slash. */
  public URI secretsManager() {
    return local(ports.secretsManager(), "");
  }

  /** The issuer of the tokens that the management API takes. */
  public String issuer() {
    return given.getOrDefault(ISSUER, local(ports.signIn(), "/latchkey").toString());
  }

  private boolean hasSignInServer() {
    return !given.containsKey(ISSUER);
  }

  /** Stops all parts, the last one first; one that is still starting stops when it has started. */
  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // A part that fails to stop is logged.
  public void close() {
    closing = true;
    while (!parts.isEmpty()) {
      parts.pop().thenAccept(this::close);
    }
  }

  private void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      log.accept("A part did not stop cleanly: " + e.getMessage());
    }
  }

  private DataFolder open(Path data, boolean reset) {
    DataFolder folder = started(DataFolder.open(data));
    if (reset) {
      folder.reset();
    }
    return folder;
  }

  private void start(Path project, @Nullable DataFolder folder) {
    CompletableFuture<LocalDynamoDb> opened = async(() -> database(folder));
    Optional<CompletableFuture<SignInServer>> signIn =
        hasSignInServer() ? Optional.of(async(() -> signIn(folder))) : Optional.empty();
    Path exampleFolder = project.resolve("examples").resolve("orders-data-api");
    Template root = Template.load(project.resolve("template.yaml"), STACK, parameters());
    Path exampleFile = exampleFolder.resolve("template.yaml");
    Template example =
        Template.load(
            exampleFile, exampleFolder.getFileName().toString(), passed(root, exampleFile));
    LocalDynamoDb database = join(opened);
    signIn.ifPresent(LocalEnvironment::join);

    LocalTables tables = data(database, folder, List.of(root, example));
    FunctionRegistry functions = new FunctionRegistry();
    subscriptions = started(subscriptions(List.of(root, example), functions));
    LocalSecretsManager secrets = secretsManager(folder, functions);
    LocalCloudFormation cloudFormation = cloudFormation();
    Map<String, String> endpoints =
        Map.of(
            "AWS_ENDPOINT_URL_DYNAMODB", database.endpoint().toString(),
            "AWS_ENDPOINT_URL_EVENTBRIDGE", eventBus().endpoint().toString(),
            "AWS_ENDPOINT_URL_SECRETS_MANAGER", secrets.endpoint().toString(),
            "AWS_ENDPOINT_URL_S3", cloudFormation.endpoint().toString());
    CompletableFuture<Stack> second =
        async(
            () ->
                Stack.start(
                    new StackDefinition(
                        example, functions, endpoints, ports.example(), null, this::line)));
    CompletableFuture<Stack> first =
        async(
            () ->
                Stack.start(
                    new StackDefinition(
                        root, functions, endpoints, ports.management(), CONSOLE, this::line)));
    join(second);
    join(first);
    tables.deliverTo(functions);
    root.resources("AWS::Lambda::Url").values().forEach(url -> startUrl(url, functions));
    LocalSchedules schedules = started(new LocalSchedules(functions, hour, this::line));
    root.scheduleSources().forEach(schedules::add);
    provide(example, secrets, cloudFormation, functions);
  }

  /** Creates the secrets and the custom resources of a template. */
  private static void provide(
      Template template,
      LocalSecretsManager secrets,
      LocalCloudFormation cloudFormation,
      FunctionRegistry functions) {
    try {
      for (Map.Entry<String, ? extends Map<String, ?>> secret :
          template.resources("AWS::SecretsManager::Secret").entrySet()) {
        secrets.provide(template.ref(secret.getKey()), secret.getValue().get("Tags"));
      }
      cloudFormation.create(
          template, (function, event) -> functions.invoke(function, event).answer());
    } catch (IOException | RuntimeException e) {
      throw new StartException(e.getMessage() + ".", e);
    }
  }

  private LocalCloudFormation cloudFormation() {
    try {
      return started(LocalCloudFormation.start());
    } catch (IOException e) {
      throw new StartException("CloudFormation has no port: " + e.getMessage() + ".", e);
    }
  }

  private void startUrl(Map<String, ?> url, FunctionRegistry functions) {
    started(
        FunctionUrl.start(
            String.valueOf(url.get("TargetFunctionArn")),
            functions,
            ports.frontDoor(),
            line -> line("[front door] " + line)));
  }

  private LocalEventBus eventBus() {
    try {
      return started(LocalEventBus.start(event -> line(EVENT + event)));
    } catch (IOException e) {
      throw new StartException("The event bus has no port: " + e.getMessage() + ".", e);
    }
  }

  private LocalSecretsManager secretsManager(
      @Nullable DataFolder folder, FunctionRegistry functions) {
    try {
      return started(
          LocalSecretsManager.start(
              ports.secretsManager(),
              folder == null ? null : folder.secrets(),
              (function, event) -> functions.invoke(function, event).answer(),
              this::line));
    } catch (JsonProcessingException e) {
      throw folder == null ? new UncheckedIOException(e) : folder.damaged(e);
    } catch (IOException e) {
      throw new StartException(
          "Secrets Manager cannot use port " + ports.secretsManager() + ": " + e.getMessage() + ".",
          e);
    }
  }

  private LogSubscriptions subscriptions(List<Template> templates, FunctionRegistry functions) {
    try {
      return LogSubscriptions.start(
          templates, (function, event) -> functions.invoke(function, event).answer(), this::line);
    } catch (IllegalArgumentException e) {
      throw new StartException(e.getMessage() + ".", e);
    }
  }

  private LocalTables data(
      LocalDynamoDb database, @Nullable DataFolder folder, List<Template> templates) {
    try {
      return started(new LocalTables(database, folder, templates, this::line));
    } catch (IllegalStateException e) {
      throw new StartException(e.getMessage() + ". Start with --reset to replace it.", e);
    }
  }

  private static LocalDynamoDb database(@Nullable DataFolder folder) {
    try {
      return folder == null ? LocalDynamoDb.inMemory() : LocalDynamoDb.onDisk(folder.dynamodb());
    } catch (DamagedDatabaseException e) {
      throw folder == null ? e : folder.damaged(e);
    }
  }

  private SignInServer signIn(@Nullable DataFolder folder) {
    try {
      return SignInServer.start(
          ports.signIn(), signingKey(folder), List.of(management().toString()));
    } catch (IOException e) {
      throw new StartException(
          "The sign-in server cannot use port " + ports.signIn() + ": " + e.getMessage() + ".", e);
    }
  }

  private static SigningKey signingKey(@Nullable DataFolder folder) {
    try {
      return folder == null ? SigningKey.random() : SigningKey.in(folder.signInKey());
    } catch (IOException e) {
      throw folder == null ? new UncheckedIOException(e) : folder.damaged(e);
    }
  }

  private Map<String, String> parameters() {
    if (issuer().isEmpty()) {
      throw new StartException(
          "OidcIssuer is empty, but the local stack has no Cognito. Set it to your provider's"
              + " issuer.");
    }
    Map<String, String> parameters = new HashMap<>(WITHOUT_LIMITS);
    if (hasSignInServer()) {
      parameters.put(ISSUER, issuer());
      parameters.put("OidcAudiences", AUDIENCE);
      parameters.put("ConsoleClientId", CONSOLE_CLIENT);
    }
    parameters.putAll(given);
    parameters.put("FrontDoor", "true");
    return parameters;
  }

  /** No limits, and the outputs of one stack that the other has parameters for, by equal names. */
  private static Map<String, String> passed(Template from, Path to) {
    Map<String, String> passed = new HashMap<>(from.outputs());
    passed.putAll(WITHOUT_LIMITS);
    passed.keySet().retainAll(Template.parameterNames(to));
    return passed;
  }

  private <T extends AutoCloseable> T started(T part) {
    parts.push(CompletableFuture.completedFuture(part));
    return part;
  }

  private <T extends AutoCloseable> CompletableFuture<T> async(Supplier<T> task) {
    CompletableFuture<T> part = new CompletableFuture<>();
    parts.push(part);
    Thread thread = new Thread(() -> complete(part, task), "start");
    thread.setDaemon(true);
    thread.start();
    return part;
  }

  private static <T> void complete(CompletableFuture<T> part, Supplier<T> task) {
    try {
      part.complete(task.get());
    } catch (RuntimeException | Error e) {
      part.completeExceptionally(e);
    }
  }

  private static <T> T join(CompletableFuture<T> part) {
    try {
      return part.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private void line(String text) {
    LogSubscriptions subscribed = subscriptions;
    if (subscribed != null) {
      subscribed.accept(text);
    }
    if (!closing) {
      log.accept(FunctionLogLine.withoutMetrics(text));
    }
  }

  private static URI local(int port, String path) {
    return URI.create("http://localhost:" + port + path);
  }
}
