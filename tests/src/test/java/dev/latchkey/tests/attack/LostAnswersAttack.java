package dev.latchkey.tests.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.CreateKey;
import dev.latchkey.core.application.Deadline;
import dev.latchkey.core.application.KeyFactory;
import dev.latchkey.core.application.KeyQuery;
import dev.latchkey.core.application.NewKey;
import dev.latchkey.core.application.Page;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.application.RotateKey;
import dev.latchkey.core.application.StoreReader;
import dev.latchkey.core.application.ValidationErrors;
import dev.latchkey.core.application.Verification;
import dev.latchkey.core.application.VerifyKey;
import dev.latchkey.core.domain.IdempotencyKey;
import dev.latchkey.core.domain.IssuedKey;
import dev.latchkey.core.domain.KeyText;
import dev.latchkey.core.domain.OnPending;
import dev.latchkey.core.domain.Route;
import dev.latchkey.core.domain.Validity;
import dev.latchkey.core.domain.ValidityLimits;
import dev.latchkey.core.dynamodb.DynamoDbDataApiStore;
import dev.latchkey.core.dynamodb.DynamoDbKeyStore;
import dev.latchkey.local.dynamodb.TestTable;
import dev.latchkey.tests.dynamodb.FunctionClients;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Creates keys whose answer nobody gets, again and again, also at once. */
@Tag("attack")
final class LostAnswersAttack {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final int THREADS = 16;
  private static final int MOST_REPEATS = 5;
  private static final int LOST = 20;

  @Test
  void oneKeyComesOfAnIntentAndRotatingGivesASecretThatWorks() {
    Attack attack =
        Attack.on(
            LostAnswersAttack.class,
            "Lost responses",
            "If the response that showed a key is lost, clients repeat the request,"
                + " often and several at once. The key is created once, and a rotation gives"
                + " it a working secret. A fifth of DynamoDB's responses are lost too.");
    int creates = attack.size("creates", 60, 5_000);
    FaultMix mix = new FaultMix(Map.of(NetworkFault.LOST_ANSWER, LOST));
    TestTable table = TestTable.fromTemplate("KeyTable");
    LongAdder asked = new LongAdder();
    ExecutorService others = Executors.newCachedThreadPool();
    try (DynamoDbClient client =
        FunctionClients.ofManagement(
            table.endpoint(), new FaultyRequests(mix, Duration.ofSeconds(1)))) {
      DynamoDbKeyStore keys = new DynamoDbKeyStore(client, table.name(), 30, 400);
      DynamoDbDataApiStore dataApis = new DynamoDbDataApiStore(client, table.name(), 30);
      DynamoDbKeyStore truth = new DynamoDbKeyStore(table.client(), table.name(), 30, 400);
      SeededKeys.register(
          new DynamoDbDataApiStore(table.client(), table.name(), 30),
          "lost",
          List.of(new Route("a1", "*", "*", "*")),
          NOW,
          Attack.random(-1));
      KeyFactory maker = new KeyFactory(new SecureRandom(), "lk", new ValidityLimits(30, 365));
      CreateKey create = new CreateKey(keys, dataApis, maker);
      RotateKey rotate = new RotateKey(keys, maker);
      VerifyKey verify =
          new VerifyKey(
              new StoreReader(truth, new DynamoDbDataApiStore(table.client(), table.name(), 30)),
              List.of("lk"));
      attack.inParallel(
          THREADS,
          creates,
          (n, random) -> {
            IdempotencyKey idempotencyKey =
                IdempotencyKey.of(
                    "mallory",
                    "POST /v1/keys",
                    new UUID(random.nextLong(), random.nextLong()).toString(),
                    new byte[] {1});
            NewKey wanted =
                new NewKey("lost", SeededKeys.named("k"), new Validity.Days(30), idempotencyKey);
            int atOnce = 1 + random.nextInt(MOST_REPEATS);
            CompletableFuture<?>[] repeats =
                IntStream.rangeClosed(0, atOnce)
                    .mapToObj(
                        i -> CompletableFuture.runAsync(() -> drop(create, wanted, asked), others))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(repeats).get();
            while (truth.find(idempotencyKey.keyId()).isEmpty()) {
              drop(create, wanted, asked);
            }
            KeyText text = rotated(rotate, idempotencyKey);
            assertThat(verify.verify(text.reveal(), NOW, Deadline.in(Duration.ofSeconds(1))))
                .isInstanceOf(Verification.Accepted.class);
          });
      int made = 0;
      String after = null;
      do {
        var page = truth.list(new KeyQuery("lost", null, NOW), new Page.Request(1_000, after));
        made += page.items().size();
        after = page.next();
      } while (after != null);
      assertThat(made).as("keys, one of them the data API's first").isEqualTo(creates + 1);
      attack.leave(
          ("exactly one key for each of %,d, after %,d requests. Each rotated secret"
                  + " works. %,d of %,d DynamoDB responses were lost.")
              .formatted(creates, asked.sum(), mix.failed(), mix.requests()));
    } finally {
      others.shutdownNow();
    }
  }

  private static void drop(CreateKey create, NewKey wanted, LongAdder asked) {
    asked.increment();
    try {
      create.create(wanted, new ValidationErrors(), SeededKeys.change(NOW));
    } catch (RequestException fault) {
      assertThat(fault.reason()).isEqualTo(RequestException.Reason.UNAVAILABLE);
    }
  }

  /** The text of the key's next secret; whoever loses that answer too rotates again. */
  private static KeyText rotated(RotateKey rotate, IdempotencyKey idempotencyKey) {
    while (true) {
      try {
        IssuedKey issued =
            rotate.rotate(
                idempotencyKey.keyId(),
                0,
                OnPending.REFUSE,
                new ValidationErrors(),
                SeededKeys.change(NOW));
        return Objects.requireNonNull(issued.text());
      } catch (RequestException fault) {
        assertThat(fault.reason()).isEqualTo(RequestException.Reason.UNAVAILABLE);
      }
    }
  }
}
