package dev.latchkey.tests.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.KeyText;
import dev.latchkey.core.domain.Secret;
import dev.latchkey.tests.run.MakeKey;
import dev.latchkey.tests.system.Client;
import dev.latchkey.tests.system.Latchkey;
import dev.latchkey.tests.system.OwnedSecrets;
import dev.latchkey.tests.system.RecordedResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Secrets are drawn well and left nowhere. Maven runs it after all other attacks, so that it sees
 * what they left behind.
 */
@Tag("attack")
final class SecretsAttack {
  private static final int CHECKSUM = 6;
  private static final int LENGTH = 43;
  private static final int ALPHABET = 62;

  /** Chi-square with 61 degrees of freedom passes this once in 10^9 times. */
  private static final double UNIFORM = 150;

  private static final int UNAVAILABLE = 503;
  private static final int MOST_TRIES = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Functions through whose hands no secret passes, each with a call. */
  private static final Map<String, String> WITHOUT_SECRETS = withoutSecrets();

  @TempDir private Path folder;

  @Test
  void noneIsDrawnTwiceAndEachCharacterIsAsLikely() {
    Attack attack =
        Attack.on(
            SecretsAttack.class,
            "Random secrets",
            "No secret is drawn twice, and at each position every character is"
                + " equally likely.");
    int secrets = attack.size("secrets", 100_000, 10_000_000);
    SecureRandom random = new SecureRandom();
    long[] beginnings = new long[secrets];
    int[][] counts = new int[LENGTH][128];
    Progress progress = attack.progress(secrets);
    for (int i = 0; i < secrets; i++) {
      String secret = Secret.draw(random).reveal();
      assertThat(secret.length()).isEqualTo(LENGTH);
      long beginning = 0;
      for (int position = 0; position < LENGTH; position++) {
        counts[position][secret.charAt(position)]++;
        beginning = position < 10 ? beginning * 128 + secret.charAt(position) : beginning;
      }
      beginnings[i] = beginning;
      progress.step();
    }
    Arrays.sort(beginnings);
    int twice = 0;
    for (int i = 1; i < secrets; i++) {
      twice += beginnings[i] == beginnings[i - 1] ? 1 : 0;
    }
    double most = 0;
    for (int[] position : counts) {
      most = Math.max(most, chiSquare(position, (double) secrets / ALPHABET));
    }
    assertThat(twice).as("equal in their first ten characters").isZero();
    assertThat(most).isLessThan(UNIFORM);
    attack.leave(
        ("no duplicate, not even in the first ten characters. The largest chi-square"
                + " of the 43 positions is %.1f (61 degrees of freedom; a chance of one in 10⁹"
                + " is at 150).")
            .formatted(most));
  }

  private static double chiSquare(int[] counts, double expected) {
    assertThat(Arrays.stream(counts).filter(count -> count > 0)).hasSize(ALPHABET);
    return Arrays.stream(counts)
        .filter(count -> count > 0)
        .mapToDouble(count -> (count - expected) * (count - expected) / expected)
        .sum();
  }

  @Test
  void noneIsInAnythingThatIsLeftBehind() throws IOException {
    Attack attack =
        Attack.on(
            SecretsAttack.class,
            "Secrets left behind",
            "No log, metric, table file, event or error holds 12 characters of a"
                + " secret, whether raw, UTF-16, hex, Base64 or percent-encoded.");
    int lives = attack.size("lives", 10, 2_000);
    Latchkey latchkey = Latchkey.shared();
    Client engineer = latchkey.as("engineer");
    String dataApi = "secrets-" + Attack.seed();
    engineer
        .post(
            "/v1/data-apis",
            "{'data_api_id': '%s', 'domain': 'd', 'dataset': 's', 'routes': [{'api_id': '%s'}]}"
                .formatted(dataApi, Latchkey.ORDERS))
        .expect(201);
    attack.inParallel(8, lives, (number, random) -> liveUntilAnswered(latchkey, engineer, dataApi));
    List<String> keys = Latchkey.keysShown();
    Traces traces = new Traces(keys.stream().map(SecretsAttack::secret).toList());
    long bytes = 0;
    List<Path> files = Latchkey.leftBehind();
    for (Path file : files) {
      bytes += Files.size(file);
      assertThat(traces.in(file)).as("traces in %s", file.getFileName()).isZero();
    }
    attack.leave(
        "none of %,d secrets, all that this run created, in %,d files of %,d KB."
            .formatted(keys.size(), files.size(), bytes >> 10));
  }

  /** A life in which a response is 503 begins again, with another key. */
  private static void liveUntilAnswered(Latchkey latchkey, Client engineer, String dataApi) {
    for (int tries = 1; ; tries++) {
      try {
        live(latchkey, engineer, dataApi);
        return;
      } catch (NotNow unavailable) {
        assertThat(tries).as("lives that were answered 503").isLessThan(MOST_TRIES);
      }
    }
  }

  private static final class NotNow extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private static RecordedResponse expect(int status, RecordedResponse reply) {
    if (reply.status() == UNAVAILABLE) {
      throw new NotNow();
    }
    return reply.expect(status);
  }

  /** A key's life, in which its text is also sent where it does not belong. */
  private static void live(Latchkey latchkey, Client engineer, String dataApi) {
    String body = "{'data_api_id': '%s', 'name': 'a key'}".formatted(dataApi);
    RecordedResponse made = expect(201, engineer.post("/v1/keys", body));
    String path = "/v1/keys/" + made.text("key_id");
    String first = made.text("api_key");
    Client orders = latchkey.orders();
    expect(200, orders.with("X-Api-Key", first).get("/orders"));
    String second =
        expect(200, engineer.post(path + "/rotate", "{'grace_hours': 1}")).text("api_key");
    expect(200, orders.with("Authorization", "Bearer " + second).get("/orders"));
    expect(200, orders.with("X-Api-Key", first).get("/orders"));
    expect(401, orders.with("X-Api-Key", first + "," + second).get("/orders"));
    expect(401, orders.get("/orders?api_key=" + first));
    expect(401, latchkey.anonymous().with("Authorization", "Bearer " + first).get("/v1/keys"));
    expect(400, engineer.get("/v1/keys?cursor=" + first));
    expect(200, latchkey.anonymous().with("X-Api-Key", first).get("/v1/key"));
    Client wrongHolder = latchkey.anonymous().with("X-Api-Key", first + "," + second);
    expect(401, wrongHolder.post("/v1/key/revoke", "{'note': '%s'}".formatted(first)));
    String asked = "{'api_key': '%s', 'method': 'GET', 'api_id': 'a', 'path': '/%s'}";
    expect(200, engineer.post("/v1/explain", asked.formatted(second, "orders")));
    expect(200, engineer.post("/v1/explain", asked.formatted(first, first)));
    expect(422, engineer.post("/v1/explain", "{'api_key': '%s'}".formatted(second)));
    expect(
        422,
        engineer.with("Idempotency-Key", second).post(path + "/extend", "{'validity_days': 1000}"));
    expect(200, engineer.post(path + "/revoke"));
    expect(401, orders.with("X-Api-Key", second).get("/orders"));
    expect(204, engineer.delete(path));
    clientMade(engineer, orders, dataApi);
    delivered(latchkey, engineer, dataApi);
    await(() -> engineer.get(path + "/events").json().path("events").size() == 4);
  }

  /** A key that its client made and rotated: nobody else ever has its secrets. */
  private static void clientMade(Client engineer, Client orders, String dataApi) {
    SecureRandom random = new SecureRandom();
    KeyText first = new KeyText("lk", KeyId.draw(random), Secret.draw(random));
    KeyText second = new KeyText("lk", first.keyId(), Secret.draw(random));
    MakeKey.remember(first.keyId().value(), first.reveal());
    String path = "/v1/keys/" + first.keyId().value();
    String body = "{'data_api_id': '%s', 'name': 'a key', 'key_id': '%s', 'secret_hash': '%s'}";
    expect(
        201,
        engineer.post("/v1/keys", body.formatted(dataApi, first.keyId().value(), hash(first))));
    expect(200, orders.with("X-Api-Key", first.reveal()).get("/orders"));
    String rotation = "{'grace_hours': 1, 'secret_hash': '%s'}".formatted(hash(second));
    MakeKey.remember(first.keyId().value(), second.reveal());
    expect(200, engineer.post(path + "/rotate", rotation));
    expect(200, orders.with("X-Api-Key", second.reveal()).get("/orders"));
    expect(200, orders.with("X-Api-Key", first.reveal()).get("/orders"));
    expect(200, engineer.post(path + "/revoke"));
    expect(204, engineer.delete(path));
  }

  /** A key that is delivered, and rotated by an operator and by Secrets Manager. */
  private static void delivered(Latchkey latchkey, Client engineer, String dataApi) {
    OwnedSecrets secrets = latchkey.secrets();
    String arn = secrets.create(dataApi);
    String target = "'deliver_to': {'secret_arn': '%s'}".formatted(arn);
    String body = "{'data_api_id': '%s', 'name': 'a key', %s}".formatted(dataApi, target);
    RecordedResponse made = expect(201, engineer.post("/v1/keys", body));
    String path = "/v1/keys/" + made.text("key_id");
    Client orders = latchkey.orders();
    expect(200, orders.with("X-Api-Key", secrets.apiKey(arn)).get("/orders"));
    secrets.rotate(arn);
    expect(200, orders.with("X-Api-Key", secrets.apiKey(arn)).get("/orders"));
    String rotation = "{'grace_hours': 1, 'on_pending': 'end_previous', %s}".formatted(target);
    expect(200, engineer.post(path + "/rotate", rotation));
    expect(200, orders.with("X-Api-Key", secrets.apiKey(arn)).get("/orders"));
    expect(200, engineer.post(path + "/revoke"));
    expect(401, orders.with("X-Api-Key", secrets.apiKey(arn)).get("/orders"));
    expect(204, engineer.delete(path));
  }

  private static String hash(KeyText key) {
    return HexFormat.of().formatHex(key.hash().toBytes());
  }

  @Test
  void noneIsInTheMemoryOfAFunctionThatNeedsNone() throws IOException, InterruptedException {
    Attack attack =
        Attack.on(
            SecretsAttack.class,
            "Secrets in memory",
            "A function that neither creates nor verifies secrets holds no secret"
                + " anywhere in its memory, garbage included.");
    int lives = attack.size("lives-in-memory", 3, 200);
    int functions = attack.size("functions", 3, WITHOUT_SECRETS.size() + 1);
    List<String> verbs = WITHOUT_SECRETS.keySet().stream().limit(functions - 1).toList();
    List<String> secrets = new ArrayList<>();
    try (FunctionProcesses processes = new FunctionProcesses()) {
      Progress progress = attack.progress(lives);
      for (int i = 0; i < lives; i++) {
        secrets.add(secret(liveInMemory(processes, "data-api-" + i, verbs)));
        progress.step();
      }
      Traces traces = new Traces(secrets);
      assertThat(traces.in(dump(processes, "RegisterDataApi")))
          .as("where secrets are made, some are found")
          .isPositive();
      List<String> all = new ArrayList<>(verbs);
      all.add("RecordEvents");
      for (String verb : all) {
        assertThat(traces.in(dump(processes, verb))).as(verb).isZero();
        attack.say(verb + ": none");
      }
      attack.leave(
          ("none of %,d secrets is in the heap dumps of %s. The heap dump of"
                  + " `RegisterDataApi` has some, as it must.")
              .formatted(lives, String.join(", ", all)));
    }
  }

  /** Makes a data API with a key, and has each function that needs no secret work on it. */
  private static String liveInMemory(
      FunctionProcesses processes, String dataApi, List<String> verbs) {
    String body =
        """
        {'data_api_id': '%s', 'domain': 'd', 'dataset': 's', 'routes': [{'api_id': 'a'}],
         'key': {'validity_days': 30}}
        """
            .formatted(dataApi);
    JsonNode made =
        FunctionProcesses.json(
            processes
                .call("RegisterDataApi", "POST /v1/data-apis", Map.of(), body)
                .path("body")
                .asText());
    String keyId = made.at("/key/key_id").asText();
    Map<String, String> path = Map.of("key_id", keyId, "data_api_id", dataApi);
    for (String verb : verbs) {
      String[] call = WITHOUT_SECRETS.getOrDefault(verb, "").split(" ", 3);
      JsonNode answer =
          processes.call(
              verb,
              call[0] + " " + call[1],
              path,
              call.length < 3 ? null : call[2].replace("KEY_ID", keyId));
      assertThat(answer.path("statusCode").asInt()).as("%s: %s", verb, answer).isBetween(200, 204);
    }
    return made.at("/key/api_key").asText();
  }

  private Path dump(FunctionProcesses processes, String verb)
      throws IOException, InterruptedException {
    Path file = folder.resolve(verb + ".hprof");
    processes.dump(verb, file);
    return file;
  }

  private static Map<String, String> withoutSecrets() {
    Map<String, String> calls = new LinkedHashMap<>();
    calls.put("GetKey", "GET /v1/keys/{key_id}");
    calls.put("ListKeys", "GET /v1/keys");
    calls.put("ListKeyEvents", "GET /v1/keys/{key_id}/events");
    calls.put(
        "ChangeKeys", "POST /v1/keys/bulk {'action': 'resume', 'keys': [{'key_id': 'KEY_ID'}]}");
    calls.put("EditKey", "PATCH /v1/keys/{key_id} {'name': 'other'}");
    calls.put("ExtendKey", "POST /v1/keys/{key_id}/extend {'validity_days': 1}");
    calls.put("SuspendKey", "POST /v1/keys/{key_id}/suspend {}");
    calls.put("ResumeKey", "POST /v1/keys/{key_id}/resume {}");
    calls.put("RevokeKey", "POST /v1/keys/{key_id}/revoke {}");
    calls.put("DeleteKey", "DELETE /v1/keys/{key_id}");
    calls.put("GetDataApi", "GET /v1/data-apis/{data_api_id}");
    calls.put("ListDataApis", "GET /v1/data-apis");
    calls.put("ListDataApiEvents", "GET /v1/data-apis/{data_api_id}/events");
    calls.put("EditDataApi", "PATCH /v1/data-apis/{data_api_id} {'description': 'other'}");
    calls.put("DeleteDataApi", "DELETE /v1/data-apis/{data_api_id}");
    return calls;
  }

  private static String secret(String apiKey) {
    int end = apiKey.length() - CHECKSUM;
    return apiKey.substring(end - LENGTH, end);
  }

  private static void await(BooleanSupplier right) {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!right.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(deadline);
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
  }
}
