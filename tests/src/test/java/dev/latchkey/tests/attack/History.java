package dev.latchkey.tests.attack;

import dev.latchkey.tests.attack.KeyOperation.Act;
import dev.latchkey.tests.attack.KeyOperation.Answer;
import dev.latchkey.tests.system.Client;
import dev.latchkey.tests.system.Latchkey;
import dev.latchkey.tests.system.RecordedResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** One key's life under the hands of several clients at once. */
final class History {
  private static final int UNAVAILABLE = 503;
  private static final Duration LONGEST = Duration.ofDays(365).plusHours(12);

  private final Client engineer;
  private final Latchkey latchkey;
  private final String dataApiId;
  private final int number;
  private final SplittableRandom random;
  private final List<KeyOperation> calls = new CopyOnWriteArrayList<>();
  private final List<String> apiKeys = new CopyOnWriteArrayList<>();
  private Instant made = Instant.EPOCH;
  private String path = "";
  private volatile boolean isUncertain;

  /**
   * @param number its own among the histories of a run
   */
  History(Latchkey latchkey, String dataApiId, int number, SplittableRandom random) {
    this.latchkey = latchkey;
    this.engineer = latchkey.as("engineer");
    this.dataApiId = dataApiId;
    this.number = number;
    this.random = random;
  }

  /**
   * Plays it. Reads and uses that could not be answered are left out.
   *
   * @return the calls, or nothing if a change's outcome is not known
   */
  Optional<List<KeyOperation>> play(ExecutorService threads, int clients, int callsEach)
      throws Exception {
    RecordedResponse first = send(new Act.Create(), random);
    if (first.status() == UNAVAILABLE) {
      return Optional.empty();
    }
    path = "/v1/keys/" + first.text("key_id");
    made = Instant.parse(first.text("created_at"));
    List<Callable<Void>> each = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      SplittableRandom own = random.split();
      each.add(
          () -> {
            for (int k = 0; k < callsEach; k++) {
              act(draw(own), own);
            }
            return null;
          });
    }
    for (Future<Void> client : threads.invokeAll(each)) {
      client.get();
    }
    return isUncertain ? Optional.empty() : Optional.of(calls);
  }

  private Act draw(SplittableRandom own) {
    return switch (own.nextInt(26)) {
      case 0, 1, 2, 3 -> new Act.Get();
      case 4, 5, 6, 7, 8 ->
          new Act.Use(apiKeys.get(Math.max(0, apiKeys.size() - 1 - own.nextInt(3))));
      case 9, 10, 11 -> new Act.Rename("name " + own.nextInt(1_000));
      case 12, 13 -> new Act.MoveEnd(made.plus(days(own, 10, 200, 365)));
      case 14, 15, 16, 17 ->
          new Act.Extend(
              (int) days(own, 1, 100, 200).toDays(),
              own.nextBoolean() ? null : "extend-of-%d-%d-again".formatted(number, own.nextInt(2)),
              made.plus(LONGEST));
      case 18, 19, 20 -> new Act.Rotate(own.nextInt(2));
      case 21 -> new Act.Revoke("reason " + own.nextInt(1_000));
      case 22, 23 -> new Act.Delete();
      default -> new Act.Create();
    };
  }

  /** Makes a call, and the one that proves what its answer says. */
  private void act(Act act, SplittableRandom own) {
    RecordedResponse reply = send(act, own);
    if (reply.status() != UNAVAILABLE) {
      Act proof = new KeyOperation(act, Answer.of(reply), 0, 0).proof(apiKeys);
      if (proof != null) {
        send(proof, own);
      }
    }
  }

  private RecordedResponse send(Act act, SplittableRandom own) {
    long began = System.nanoTime();
    RecordedResponse reply = ask(act, RequestIds.under(engineer, own));
    long ended = System.nanoTime();
    if (reply.status() != UNAVAILABLE) {
      Answer answer = Answer.of(reply);
      if (answer.apiKey() != null) {
        apiKeys.add(answer.apiKey());
      }
      calls.add(new KeyOperation(act, answer, began, ended));
    } else if (!(act instanceof Act.Get || act instanceof Act.Use)) {
      isUncertain = true;
    }
    return reply;
  }

  private RecordedResponse ask(Act act, Client operator) {
    if (act instanceof Act.Create) {
      return operator
          .with("Idempotency-Key", "history-number-" + number)
          .post(
              "/v1/keys",
              "{'data_api_id': '%s', 'name': 'k', 'validity_days': 30}".formatted(dataApiId));
    }
    if (act instanceof Act.Use use) {
      return HttpCalls.app(latchkey, use.apiKey(), number).get("/orders/1001");
    }
    if (act instanceof Act.Rename rename) {
      return operator.patch(path, "{'name': '%s'}".formatted(rename.name()));
    }
    if (act instanceof Act.MoveEnd move) {
      return operator.patch(path, "{'expires_at': '%s'}".formatted(move.end()));
    }
    if (act instanceof Act.Extend extend) {
      Client client =
          extend.idempotencyKey() == null
              ? operator
              : operator.with("Idempotency-Key", extend.idempotencyKey());
      return client.post(path + "/extend", "{'validity_days': %d}".formatted(extend.days()));
    }
    if (act instanceof Act.Rotate rotate) {
      return operator.post(path + "/rotate", "{'grace_hours': %d}".formatted(rotate.graceHours()));
    }
    if (act instanceof Act.Revoke revoke) {
      return operator.post(path + "/revoke", "{'reason': '%s'}".formatted(revoke.reason()));
    }
    return act instanceof Act.Delete ? operator.delete(path) : operator.get(path);
  }

  private static Duration days(SplittableRandom own, int... choice) {
    return Duration.ofDays(choice[own.nextInt(choice.length)]);
  }
}
