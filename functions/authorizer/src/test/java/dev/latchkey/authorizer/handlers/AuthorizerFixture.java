package dev.latchkey.authorizer.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.authorizer.AuthorizerSettings;
import dev.latchkey.authorizer.frontdoor.TrustedProxies;
import dev.latchkey.authorizer.snapshot.Priming;
import dev.latchkey.authorizer.snapshot.TableConnection;
import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.KeyReader;
import dev.latchkey.core.application.LeaseStore;
import dev.latchkey.core.domain.Actor;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.Creation;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DataApiFields;
import dev.latchkey.core.domain.DataApiRef;
import dev.latchkey.core.domain.FieldValues;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.KeyText;
import dev.latchkey.core.domain.Route;
import dev.latchkey.core.domain.Secret;
import dev.latchkey.core.domain.SecretHash;
import dev.latchkey.core.domain.StoredKey;
import dev.latchkey.core.memory.InMemoryLeases;
import dev.latchkey.core.memory.InMemoryStores;
import dev.latchkey.core.telemetry.Telemetry;
import dev.latchkey.testing.TestContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The function with its table in memory, its log, and all keys created for it. */
final class AuthorizerFixture implements AutoCloseable {
  static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
  static final Instant END = START.plus(Duration.ofDays(30));
  static final Actor ADA = new Actor("subject-of-ada", "Ada");

  /** A key with its text. */
  record Issued(String text, KeyId id) {
    String secret() {
      return text.substring(text.length() - 49);
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  final InMemoryStores stores = new InMemoryStores();
  final InMemoryLeases leases = new InMemoryLeases();
  private final Random random = new Random(7);
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final ByteArrayOutputStream responses = new ByteArrayOutputStream();
  private final List<JsonNode> metrics = new ArrayList<>();
  private final List<Issued> issued = new ArrayList<>();
  private final RequestStreamHandler handler;
  private Instant now = START;

  AuthorizerFixture() {
    this.handler = new AuthorizeKeyHandler(dependencies(stores.reader()));
  }

  /** Creates the front door in place of the authorizer. */
  AuthorizerFixture(TrustedProxies trusted) {
    this.handler = new FrontDoorHandler(dependencies(stores.reader()), trusted);
  }

  /**
   * @param reader reads keys and data APIs instead of the in-memory stores
   */
  AuthorizerFixture(KeyReader reader) {
    this.handler = new AuthorizeKeyHandler(dependencies(reader));
  }

  /**
   * @param leases counts the requests of quotas instead of the in-memory store
   * @param allowsOnOutage whether requests are allowed while they cannot be counted
   */
  AuthorizerFixture(LeaseStore leases, boolean allowsOnOutage) {
    this.handler = new AuthorizeKeyHandler(dependencies(stores.reader(), leases, allowsOnOutage));
  }

  /** Returns the front door with a reader instead of the in-memory stores. */
  FrontDoorHandler frontDoor(KeyReader reader) {
    return new FrontDoorHandler(dependencies(reader), TrustedProxies.of(""));
  }

  private AuthorizerDependencies dependencies(KeyReader reader) {
    return dependencies(reader, leases, false);
  }

  private AuthorizerDependencies dependencies(
      KeyReader reader, LeaseStore counter, boolean allowsOnOutage) {
    AuthorizerSettings settings =
        new AuthorizerSettings(
            "keys", List.of("lk", "old"), Duration.ofSeconds(60), false, allowsOnOutage);
    Telemetry telemetry =
        new Telemetry(
            "authorize-key", () -> now, () -> new PrintStream(log, true, StandardCharsets.UTF_8));
    return new AuthorizerDependencies(
        settings,
        telemetry,
        () -> now,
        () -> new TableConnection(reader, counter, () -> {}),
        Priming::new,
        ignored -> {});
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  ChangeContext change() {
    return new ChangeContext(UUID.randomUUID(), ADA, now);
  }

  /** Registers a data API and creates its first key, of 30 days. */
  Issued register(String dataApiId, Route... routes) {
    DataApi dataApi =
        DataApi.registered(
            ref(dataApiId),
            FieldValues.NONE
                .with(DataApiFields.DATASET, "all orders")
                .with(DataApiFields.ROUTES, List.of(routes)),
            new Creation(START, ADA));
    Issued key = draw();
    stores.dataApis().register(dataApi, stored(key, dataApiId, "batch job", END), change());
    return key;
  }

  /** Creates another key. */
  Issued create(String dataApiId, String name) {
    Issued key = draw();
    stores.keys().create(stored(key, dataApiId, name, END), change());
    return key;
  }

  /** Creates an expired key that TTL has not removed. */
  Issued createExpired(String dataApiId) {
    Issued key = draw();
    stores.keys().create(stored(key, dataApiId, "expired", START), change());
    return key;
  }

  /** Returns a well-formed key that does not exist. */
  Issued draw() {
    return withSecret(KeyId.draw(random));
  }

  /** Returns a key with an ID and another secret. */
  Issued withSecret(KeyId id) {
    Issued key = new Issued(new KeyText("lk", id, Secret.draw(random)).reveal(), id);
    issued.add(key);
    return key;
  }

  private static StoredKey stored(Issued key, String dataApiId, String name, Instant end) {
    ApiKey shown =
        ApiKey.created(
            key.id(),
            ref(dataApiId),
            FieldValues.NONE.with(KeyFields.NAME, name),
            "lk",
            new Creation(START, ADA),
            end);
    return new StoredKey(shown, hash(key), null, null, List.of());
  }

  private static DataApiRef ref(String dataApiId) {
    return new DataApiRef(dataApiId, "sales", dataApiId);
  }

  static SecretHash hash(Issued key) {
    KeyText text = KeyText.parse(key.text(), List.of("lk")).orElseThrow();
    return SecretHash.of(key.id(), text.secret());
  }

  /** Returns the function's response. */
  JsonNode invoke(byte[] event) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    handler.handleRequest(new ByteArrayInputStream(event), out, new TestContext("lambda-request"));
    out.writeTo(responses);
    return JSON.readTree(out.toByteArray());
  }

  /** Returns the response, or the failure's message, as API Gateway receives it. */
  String outcome(byte[] event) throws IOException {
    try {
      return invoke(event).toString();
    } catch (RuntimeException e) {
      assertThat(e.getStackTrace()).isEmpty();
      assertThat(e.getCause()).isNull();
      return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
  }

  /** Returns the log lines since the last call of this method, without those of metrics. */
  List<JsonNode> logged() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String text : log.toString(StandardCharsets.UTF_8).lines().toList()) {
      JsonNode line = JSON.readTree(text);
      (line.has("_aws") ? metrics : lines).add(line);
    }
    checkSecrets();
    log.reset();
    return lines;
  }

  /** Returns the lines of metrics that {@link #logged} has read so far. */
  List<JsonNode> metrics() {
    return List.copyOf(metrics);
  }

  /** Returns the only log line since the last call of this method. */
  JsonNode loggedLine() throws IOException {
    List<JsonNode> lines = logged();
    assertThat(lines).hasSize(1);
    return lines.get(0);
  }

  static @Nullable String text(JsonNode node, String field) {
    return node.has(field) ? node.get(field).asText() : null;
  }

  @Override
  public void close() {
    checkSecrets();
  }

  private void checkSecrets() {
    String output =
        log.toString(StandardCharsets.UTF_8) + responses.toString(StandardCharsets.UTF_8);
    for (Issued key : issued) {
      assertThat(output).doesNotContain(key.secret());
    }
  }
}
