package dev.latchkey.tests.attack;

import static dev.latchkey.tests.attack.SequenceCalls.expect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.tests.attack.KeyOperation.Act;
import dev.latchkey.tests.attack.KeyOperation.Answer;
import dev.latchkey.tests.attack.SequenceDataApi.Life;
import dev.latchkey.tests.contract.Exchange;
import dev.latchkey.tests.system.Client;
import dev.latchkey.tests.system.Latchkey;
import dev.latchkey.tests.system.RecordedResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One call after the other about two data APIs and their keys, whether they are there yet, still,
 * or for whoever asks. The keys' model is {@link KeyOperation}'s.
 */
final class Sequence {
  private static final Duration RETENTION = Duration.ofDays(30);

  private final Latchkey latchkey;
  private final Client engineer;
  private final int number;
  private final SplittableRandom random;
  private final SequenceCalls calls;
  private final Intruder intruder;
  private final List<String> idempotencyKeys;
  private final List<SequenceDataApi> dataApis;
  private final List<SequenceKey> keys = new ArrayList<>();

  /**
   * @param number its own among the sequences of a run
   * @param taken takes each answer
   */
  Sequence(
      Latchkey latchkey, int number, SplittableRandom random, Consumer<RecordedResponse> taken) {
    this.latchkey = latchkey;
    this.engineer = latchkey.as("engineer");
    this.number = number;
    this.random = random;
    calls = new SequenceCalls(random, taken);
    intruder = new Intruder(latchkey, calls, random);
    idempotencyKeys = List.of("first-intent-of-" + number, "second-intent-of-" + number);
    dataApis =
        List.of(
            new SequenceDataApi(
                "sequence-%d-a".formatted(number), Latchkey.ORDERS, idempotencyKeys.get(0)),
            new SequenceDataApi(
                "sequence-%d-b".formatted(number), "elsewhere", idempotencyKeys.get(1)));
    for (SequenceDataApi dataApi : dataApis) {
      keys.add(dataApi.first);
    }
    keys.add(new SequenceKey(dataApis.get(0), "POST /v1/keys", idempotencyKeys.get(0)));
    keys.add(new SequenceKey(dataApis.get(1), "POST /v1/keys", idempotencyKeys.get(1)));
    keys.add(new SequenceKey(dataApis.get(0), "POST /v1/keys", "third-intent-of-" + number));
  }

  /** Whether all of so many calls were answered; fails if an answer is not the model's. */
  boolean play(int steps) {
    try {
      for (int i = 0; i < steps; i++) {
        step(i);
      }
      return true;
    } catch (SequenceCalls.Unanswered e) {
      return false;
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "\nafter\n" + calls, e);
    }
  }

  /** The kinds of events, oldest first, of everything that ever was. */
  Map<String, List<String>> histories() {
    Map<String, List<String>> histories = new HashMap<>();
    keys.forEach(key -> histories.put(key.path, key.history));
    dataApis.forEach(dataApi -> histories.put(dataApi.path(), dataApi.history));
    histories.values().removeIf(List::isEmpty);
    return histories;
  }

  private void step(int call) {
    SequenceKey key = RouteOracle.one(keys, random);
    SequenceDataApi dataApi = RouteOracle.one(dataApis, random);
    switch (random.nextInt(20)) {
      case 0, 1, 2 -> register(dataApi);
      case 3, 4 -> change(dataApi, call);
      case 5 -> list(dataApi);
      case 6 -> readHistory(key, dataApi);
      case 7, 8, 9 -> intruder.intrude(key, dataApi);
      case 10 -> expire(key);
      default -> act(key, call);
    }
  }

  private void act(SequenceKey key, int call) {
    Act act = draw(key, call);
    boolean isFirst = act instanceof Act.Create && key == key.dataApi.first;
    if (isFirst) {
      register(key.dataApi);
    } else {
      act(key, act);
    }
  }

  private void act(SequenceKey key, Act act) {
    RecordedResponse reply = ask(act, key);
    if (act instanceof Act.Create
        && !key.isThere()
        && !key.isSpent()
        && key.dataApi.life != Life.REGISTERED) {
      expect(reply, 422, "invalid-request");
      assertThat(reply.wrong()).containsExactly("pointer /data_api_id");
      return;
    }
    Answer answer = Answer.of(reply);
    if (act instanceof Act.Use && !key.dataApi.apiId.equals(Latchkey.ORDERS)) {
      assertThat(reply.status()).as("a key of another data API").isIn(401, 403);
      answer = reply.status() == 403 ? new Answer(200, null, false, null, null) : answer;
    }
    take(key, act, answer);
  }

  /** Takes an answer, and makes the call that proves what it says. */
  private void take(SequenceKey key, Act act, Answer answer) {
    key.take(act, answer);
    Act proof = new KeyOperation(act, answer, 0, 0).proof(key.apiKeys);
    if (proof != null) {
      act(key, proof);
    }
  }

  private Act draw(SequenceKey key, int call) {
    int sizes = key.apiKeys.size();
    return switch (random.nextInt(18)) {
      case 0, 1, 2 -> new Act.Create();
      case 3 -> new Act.Get();
      case 4, 5, 6 ->
          new Act.Use(
              sizes == 0
                  ? SeededKeys.draw(random)
                      .reveal()
                      .replaceFirst("_[0-9A-Za-z]{16}_", "_" + key.id() + "_")
                  : key.apiKeys.get(Math.max(0, sizes - 1 - random.nextInt(3))));
      case 7 -> new Act.Rename("name " + call);
      case 8 -> new Act.MoveEnd(key.end(RouteOracle.one(List.of(10, 200, 300), random), call));
      case 9, 10 ->
          new Act.Extend(
              RouteOracle.one(List.of(1, 100, 200), random),
              random.nextBoolean() ? null : RouteOracle.one(idempotencyKeys, random),
              key.latest());
      case 11, 12 -> new Act.Rotate(random.nextInt(2));
      case 13, 14 -> new Act.Revoke("reason " + call);
      default -> new Act.Delete();
    };
  }

  private RecordedResponse ask(Act act, SequenceKey key) {
    if (act instanceof Act.Create) {
      return calls.send(
          engineer.with("Idempotency-Key", key.idempotencyKey),
          "POST",
          "/v1/keys",
          "{'data_api_id': '%s', 'name': 'k', 'validity_days': 30}".formatted(key.dataApi.id));
    }
    if (act instanceof Act.Use use) {
      return calls.send(HttpCalls.app(latchkey, use.apiKey(), number), "GET", "/orders/1001", null);
    }
    if (act instanceof Act.Rename rename) {
      return calls.send(engineer, "PATCH", key.path, "{'name': '%s'}".formatted(rename.name()));
    }
    if (act instanceof Act.MoveEnd move) {
      return calls.send(engineer, "PATCH", key.path, "{'expires_at': '%s'}".formatted(move.end()));
    }
    if (act instanceof Act.Extend extend) {
      Client client =
          extend.idempotencyKey() == null
              ? engineer
              : engineer.with("Idempotency-Key", extend.idempotencyKey());
      return calls.send(
          client, "POST", key.path + "/extend", "{'validity_days': %d}".formatted(extend.days()));
    }
    if (act instanceof Act.Rotate rotate) {
      return calls.send(
          engineer,
          "POST",
          key.path + "/rotate",
          "{'grace_hours': %d}".formatted(rotate.graceHours()));
    }
    if (act instanceof Act.Revoke revoke) {
      return calls.send(
          engineer, "POST", key.path + "/revoke", "{'reason': '%s'}".formatted(revoke.reason()));
    }
    return calls.send(engineer, act instanceof Act.Delete ? "DELETE" : "GET", key.path, null);
  }

  /** Registers a data API, again, or with a request that is not the first one's. */
  private void register(SequenceDataApi dataApi) {
    boolean isOther = dataApi.life != Life.NONE && random.nextInt(3) == 0;
    boolean isRepeat = !isOther || random.nextBoolean();
    Client client = isRepeat ? engineer.with("Idempotency-Key", dataApi.idempotencyKey) : engineer;
    RecordedResponse reply =
        calls.send(client, "POST", "/v1/data-apis", dataApi.body(isOther ? "other" : "d"));
    SequenceKey first = dataApi.first;
    if (isOther && isRepeat && first.isThere()) {
      expect(reply, 422, "idempotency-key-reused");
    } else if (isRepeat && (first.isSpent() || dataApi.life == Life.DELETED)) {
      expect(reply, 409, "idempotency-key-spent");
    } else if (isOther) {
      expect(reply, 409, "data-api-exists");
    } else {
      assertThat(reply.status()).isIn(200, 201);
      Exchange whole = reply.exchange();
      if (dataApi.life == Life.NONE) {
        dataApi.history.add("registered");
      }
      dataApi.life = Life.REGISTERED;
      take(
          first,
          new Act.Create(),
          Answer.of(
              new RecordedResponse(
                  new Exchange(
                      whole.method(),
                      whole.path(),
                      whole.status(),
                      whole.headers(),
                      reply.json().path("key").toString()))));
    }
  }

  private void change(SequenceDataApi dataApi, int call) {
    boolean isThere = dataApi.life == Life.REGISTERED;
    switch (random.nextInt(4)) {
      case 0 ->
          expect(
              calls.send(engineer, "GET", dataApi.path(), null), isThere ? 200 : 404, "not-found");
      case 1 -> {
        RecordedResponse reply =
            calls.send(
                engineer, "PATCH", dataApi.path(), "{'description': 'call %d'}".formatted(call));
        expect(reply, isThere ? 200 : 404, "not-found");
        if (isThere) {
          assertThat(reply.text("description")).isEqualTo("call " + call);
          dataApi.history.add("edited");
        }
      }
      default -> {
        boolean isInUse = keys.stream().anyMatch(key -> key.dataApi == dataApi && key.isActive());
        RecordedResponse reply = calls.send(engineer, "DELETE", dataApi.path(), null);
        expect(
            reply, isInUse ? 409 : isThere ? 204 : 404, isInUse ? "data-api-in-use" : "not-found");
        if (reply.status() == 204) {
          dataApi.life = Life.DELETED;
          dataApi.history.add("deleted");
        }
      }
    }
  }

  private void list(SequenceDataApi dataApi) {
    String status = RouteOracle.one(List.of("", "active", "revoked", "expired"), random);
    RecordedResponse reply =
        calls.send(
            engineer,
            "GET",
            "/v1/keys?limit=1000&data_api_id="
                + dataApi.id
                + (status.isEmpty() ? "" : "&status=" + status),
            null);
    expect(reply, 200, "");
    Set<String> listed = new HashSet<>();
    reply.json().path("keys").forEach(key -> listed.add(key.path("key_id").asText()));
    assertThat(listed)
        .isEqualTo(
            keys.stream()
                .filter(key -> key.dataApi == dataApi && key.isThere())
                .filter(key -> status.isEmpty() || key.status().equals(status))
                .map(SequenceKey::id)
                .collect(Collectors.toSet()));
  }

  /** The history comes a moment later; of what is not there any more, nothing may be there yet. */
  private void readHistory(SequenceKey key, SequenceDataApi dataApi) {
    boolean isOfKey = random.nextBoolean();
    boolean isThere = isOfKey ? key.isThere() : dataApi.life == Life.REGISTERED;
    boolean was = !(isOfKey ? key.history : dataApi.history).isEmpty();
    RecordedResponse reply =
        calls.send(engineer, "GET", (isOfKey ? key.path : dataApi.path()) + "/events", null);
    expect(reply, isThere || (was && reply.status() == 200) ? 200 : 404, "not-found");
  }

  /** Moves a key's expiration into the past, out of band, as time would. */
  private void expire(SequenceKey key) {
    if (!key.isActive()) {
      return;
    }
    Instant end = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(60);
    latchkey
        .direct()
        .updateItem(
            r ->
                r.tableName(latchkey.table())
                    .key(
                        Map.of(
                            "pk", AttributeValue.fromS("KEY#" + key.id()),
                            "sk", AttributeValue.fromS("KEY")))
                    .updateExpression("SET expires_at = :end, #ttl = :ttl")
                    .conditionExpression("attribute_exists(pk)")
                    .expressionAttributeNames(Map.of("#ttl", "ttl"))
                    .expressionAttributeValues(
                        Map.of(
                            ":end", AttributeValue.fromN("" + end.getEpochSecond()),
                            ":ttl",
                                AttributeValue.fromN("" + end.plus(RETENTION).getEpochSecond()))));
    calls.say(key.path + " expires");
    key.expired(end);
  }
}
