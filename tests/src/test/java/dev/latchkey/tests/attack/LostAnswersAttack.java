package dev.latchkey.tests.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.dynamodb.DynamoDbDataApiStore;
import dev.latchkey.dynamodb.DynamoDbKeyStore;
import dev.latchkey.dynamodb.FunctionClients;
import dev.latchkey.key.Deadline;
import dev.latchkey.key.Fault;
import dev.latchkey.key.Intent;
import dev.latchkey.key.IssuedKey;
import dev.latchkey.key.KeyQuery;
import dev.latchkey.key.KeyText;
import dev.latchkey.key.OnPending;
import dev.latchkey.key.Page;
import dev.latchkey.key.Route;
import dev.latchkey.key.ValidationErrors;
import dev.latchkey.key.Validity;
import dev.latchkey.key.ValidityLimits;
import dev.latchkey.local.dynamodb.TestTable;
import dev.latchkey.memory.StoreReader;
import dev.latchkey.usecase.CreateKey;
import dev.latchkey.usecase.KeyMaker;
import dev.latchkey.usecase.NewKey;
import dev.latchkey.usecase.RotateKey;
import dev.latchkey.usecase.Verification;
import dev.latchkey.usecase.VerifyKey;
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
            "4 Lost answers",
            "a key whose answer was lost, however often and by how many at once it is asked for again,"
                + " is made once, and a rotation gives it a secret that works; a fifth of DynamoDB's"
                + " answers are lost besides");
    int creates = attack.size("creates", 60, 5_000);
    FaultMix mix = new FaultMix(Map.of(Mishap.LOST_ANSWER, LOST));
    TestTable table = TestTable.fromTemplate("KeyTable");
    LongAdder asked = new LongAdder();
    ExecutorService others = Executors.newCachedThreadPool();
    try (DynamoDbClient client =
        FunctionClients.ofManagement(
            table.endpoint(), new FaultyRequests(mix, Duration.ofSeconds(1)))) {
      DynamoDbKeyStore keys = new DynamoDbKeyStore(client, table.name(), 30, 400);
      DynamoDbDataApiStore dataApis = new DynamoDbDataApiStore(client, table.name(), 30);
      DynamoDbKeyStore truth = new DynamoDbKeyStore(table.client(), table.name(), 30, 400);
      Keys.register(
          new DynamoDbDataApiStore(table.client(), table.name(), 30),
          "lost",
          List.of(new Route("a1", "*", "*", "*")),
          NOW,
          Attack.random(-1));
      KeyMaker maker = new KeyMaker(new SecureRandom(), "lk", new ValidityLimits(30, 365));
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
            Intent intent =
                Intent.of(
                    "mallory",
                    "POST /v1/keys",
                    new UUID(random.nextLong(), random.nextLong()).toString(),
                    new byte[] {1});
            NewKey wanted = new NewKey("lost", Keys.named("k"), new Validity.Days(30), intent);
            int atOnce = 1 + random.nextInt(MOST_REPEATS);
            CompletableFuture<?>[] repeats =
                IntStream.rangeClosed(0, atOnce)
                    .mapToObj(
                        i -> CompletableFuture.runAsync(() -> drop(create, wanted, asked), others))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(repeats).get();
            while (truth.find(intent.keyId()).isEmpty()) {
              drop(create, wanted, asked);
            }
            KeyText text = rotated(rotate, intent);
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
          "exactly one key each of %,d, asked for %,d times; each rotated secret works; %,d of %,d of DynamoDB's answers lost"
              .formatted(creates, asked.sum(), mix.failed(), mix.requests()));
    } finally {
      others.shutdownNow();
    }
  }

  private static void drop(CreateKey create, NewKey wanted, LongAdder asked) {
    asked.increment();
    try {
      create.create(wanted, new ValidationErrors(), Keys.change(NOW));
    } catch (Fault fault) {
      assertThat(fault.reason()).isEqualTo(Fault.Reason.UNAVAILABLE);
    }
  }

  /** The text of the key's next secret; whoever loses that answer too rotates again. */
  private static KeyText rotated(RotateKey rotate, Intent intent) {
    while (true) {
      try {
        IssuedKey issued =
            rotate.rotate(
                intent.keyId(), 0, OnPending.REFUSE, new ValidationErrors(), Keys.change(NOW));
        return Objects.requireNonNull(issued.text());
      } catch (Fault fault) {
        assertThat(fault.reason()).isEqualTo(Fault.Reason.UNAVAILABLE);
      }
    }
  }
}
