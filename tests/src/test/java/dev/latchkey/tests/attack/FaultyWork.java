package dev.latchkey.tests.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.authorizer.dynamodb.DynamoDbKeyReader;
import dev.latchkey.authorizer.dynamodb.GetItemClient;
import dev.latchkey.core.application.CreateKey;
import dev.latchkey.core.application.ExtendKey;
import dev.latchkey.core.application.KeyFactory;
import dev.latchkey.core.application.KeyReader;
import dev.latchkey.core.application.NewKey;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.application.RevokeKey;
import dev.latchkey.core.application.ValidationErrors;
import dev.latchkey.core.domain.IdempotencyKey;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.KeyText;
import dev.latchkey.core.domain.Route;
import dev.latchkey.core.domain.Validity;
import dev.latchkey.core.domain.ValidityLimits;
import dev.latchkey.core.dynamodb.DynamoDbDataApiStore;
import dev.latchkey.core.dynamodb.DynamoDbKeyStore;
import dev.latchkey.local.dynamodb.TestTable;
import dev.latchkey.tests.authorizer.InProcessAuthorizer;
import dev.latchkey.tests.dynamodb.FunctionClients;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Operators and apps at work on a table that fails. After each step the table itself, asked past
 * all failures, has to be as the answer said, or as before if the answer was that it is not known.
 */
final class FaultyWork {
  private static final int RETENTION_DAYS = 30;
  private static final int EVENT_RETENTION_DAYS = 400;
  private static final ValidityLimits LIMITS = new ValidityLimits(30, 365);
  private static final String ARN = RouteOracle.SCOPE + "a1/live/GET/orders";
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration DECISION = Duration.ofSeconds(1);
  private static final Duration CHANGE = Duration.ofSeconds(3);

  private final DynamoDbKeyStore truth;
  private final KeyReader decided;
  private final DynamoDbKeyStore managed;
  private final DynamoDbDataApiStore managedDataApis;
  private final ThreadLocal<Desk> desks = ThreadLocal.withInitial(Desk::new);
  private final LongAdder succeeded = new LongAdder();
  private final LongAdder unknown = new LongAdder();
  private final LongAccumulator slowestDecision = new LongAccumulator(Math::max, 0);
  private final LongAccumulator slowestChange = new LongAccumulator(Math::max, 0);
  private final Collection<Long> pastDeadline = new ConcurrentLinkedQueue<>();

  /** The ends, before it, of keys whose last extension was not answered. */
  private final Map<KeyId, Instant> unanswered = new ConcurrentHashMap<>();

  FaultyWork(TestTable table, GetItemClient authorizer, DynamoDbClient management) {
    truth =
        new DynamoDbKeyStore(table.client(), table.name(), RETENTION_DAYS, EVENT_RETENTION_DAYS);
    decided = new DynamoDbKeyReader(authorizer);
    managed = new DynamoDbKeyStore(management, table.name(), RETENTION_DAYS, EVENT_RETENTION_DAYS);
    managedDataApis = new DynamoDbDataApiStore(management, table.name(), RETENTION_DAYS);
    SeededKeys.register(
        new DynamoDbDataApiStore(table.client(), table.name(), RETENTION_DAYS),
        "faulty",
        List.of(new Route("a1", "*", "*", "*")),
        Instant.now().truncatedTo(ChronoUnit.SECONDS),
        Attack.random(-1));
  }

  /** Works for a while on a table that does not fail: no deadline is for loading classes. */
  static void warmUp() {
    TestTable table = TestTable.fromTemplate("KeyTable");
    try (GetItemClient authorizer = FunctionClients.ofAuthorizer(table.endpoint(), table.name());
        DynamoDbClient management = FunctionClients.ofManagement(table.endpoint())) {
      FaultyWork work = new FaultyWork(table, authorizer, management);
      for (int i = 0; i < 100; i++) {
        work.step(Attack.random(i));
      }
    }
  }

  /** One call by someone. */
  void step(SplittableRandom random) {
    desks.get().step(random);
  }

  /**
   * Fails if a call took longer than it may, or an extension that was not answered is done twice. A
   * request that nobody waits for any more may yet arrive.
   */
  void check() {
    assertThat(pastDeadline).as("nanoseconds of calls past their deadline").isEmpty();
    unanswered.forEach((keyId, end) -> assertThat(end(keyId)).isIn(end, end.plus(DAY)));
  }

  private Instant end(KeyId keyId) {
    return truth.find(keyId).orElseThrow().expiresAt();
  }

  /** How many calls could not be answered. */
  long failures() {
    return unknown.sum();
  }

  private double successRate() {
    return succeeded.sum() / (double) (succeeded.sum() + unknown.sum());
  }

  String figure(FaultMix mix, AttemptCounts tries) {
    return ("%.2f %% of %,d requests, with one or two DynamoDB requests each, succeeded,"
            + " and each response was right. The others reported the failure. The slowest"
            + " decision took %,d ms, the slowest change %,d ms. %s")
        .formatted(
            100 * successRate(),
            succeeded.sum() + unknown.sum(),
            slowestDecision.get() / 1_000_000,
            slowestChange.get() / 1_000_000,
            tries.figure(mix.percent()));
  }

  @Override
  public String toString() {
    return succeeded.sum() + " succeeded, " + unknown.sum() + " did not";
  }

  private <T> @Nullable T timed(Supplier<T> call, Duration deadline, LongAccumulator slowest) {
    long start = System.nanoTime();
    try {
      T answer = call.get();
      succeeded.increment();
      return answer;
    } catch (RequestException fault) {
      assertThat(fault.reason())
          .isIn(RequestException.Reason.UNAVAILABLE, RequestException.Reason.THROTTLED);
      unknown.increment();
      return null;
    } catch (RuntimeException e) {
      assertThat(e).hasMessage("Unavailable");
      unknown.increment();
      return null;
    } finally {
      long took = System.nanoTime() - start;
      slowest.accumulate(took);
      if (took > deadline.toNanos()) {
        pastDeadline.add(took);
      }
    }
  }

  private <T> @Nullable T change(Supplier<T> call) {
    return timed(call, CHANGE, slowestChange);
  }

  /** One thread's operator and app, with a key that nobody else changes. */
  private final class Desk {
    private final KeyFactory maker = new KeyFactory(new java.security.SecureRandom(), "lk", LIMITS);
    private final CreateKey create = new CreateKey(managed, managedDataApis, maker);
    private final ExtendKey extend = new ExtendKey(managed, LIMITS);
    private final RevokeKey revoke = new RevokeKey(managed);
    private InProcessAuthorizer authorizer = newAuthorizer();
    private KeyText key = anotherKey(Attack.random(Thread.currentThread().getId()));
    private Instant end = end(key.keyId());

    private InProcessAuthorizer newAuthorizer() {
      return new InProcessAuthorizer(decided, Instant::now);
    }

    private KeyText anotherKey(SplittableRandom random) {
      Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
      return SeededKeys.create(truth, "faulty", now, now.plus(SeededKeys.LIFE), random);
    }

    private void takeAnotherKey(SplittableRandom random) {
      key = anotherKey(random);
      end = end(key.keyId());
    }

    void step(SplittableRandom random) {
      switch (random.nextInt(10)) {
        case 0 -> create(random);
        case 1, 2 -> extend(random);
        case 3 -> revoke(random);
        case 4 -> decide(SeededKeys.draw(random), false);
        case 5 -> decide(new KeyText("lk", key.keyId(), SeededKeys.draw(random).secret()), false);
        case 6 -> {
          authorizer = newAuthorizer();
          decide(key, true);
        }
        default -> decide(key, true);
      }
    }

    private void decide(KeyText presented, boolean isGood) {
      byte[] event = AuthorizerEventFormat.REST.event(ARN, presented.reveal());
      String answer =
          timed(
              () -> {
                byte[] policy = authorizer.answer(event);
                return policy == null ? "Unauthorized" : new String(policy, StandardCharsets.UTF_8);
              },
              DECISION,
              slowestDecision);
      if (answer != null) {
        assertThat(answer.contains("\"Effect\":\"Allow\"")).as(answer).isEqualTo(isGood);
        assertThat(answer.equals("Unauthorized")).as(answer).isNotEqualTo(isGood);
      }
    }

    private void create(SplittableRandom random) {
      IdempotencyKey idempotencyKey = idempotencyKey(random);
      NewKey wanted =
          new NewKey("faulty", SeededKeys.named("k"), new Validity.Days(30), idempotencyKey);
      change(
          () ->
              create.create(
                  wanted,
                  new ValidationErrors(),
                  SeededKeys.change(Instant.now().truncatedTo(ChronoUnit.SECONDS))));
      truth
          .find(idempotencyKey.keyId())
          .ifPresent(made -> assertThat(SeededKeys.name(made)).isEqualTo("k"));
    }

    private void extend(SplittableRandom random) {
      IdempotencyKey idempotencyKey = idempotencyKey(random);
      ExtendKey.Extended extended =
          change(
              () ->
                  extend.extend(
                      new ExtendKey.Command(key.keyId(), 1, idempotencyKey),
                      new ValidationErrors(),
                      SeededKeys.change(Instant.now().truncatedTo(ChronoUnit.SECONDS))));
      if (extended == null) {
        unanswered.put(key.keyId(), end);
        takeAnotherKey(random);
        return;
      }
      end = end.plus(DAY);
      assertThat(extended.key().expiresAt()).isEqualTo(end);
      assertThat(end(key.keyId())).isEqualTo(end);
      if (end.isAfter(Instant.now().plus(Duration.ofDays(300)))) {
        takeAnotherKey(random);
      }
    }

    private void revoke(SplittableRandom random) {
      boolean isDone =
          change(
                  () ->
                      revoke.revoke(
                          key.keyId(),
                          "attacked",
                          SeededKeys.change(Instant.now().truncatedTo(ChronoUnit.SECONDS))))
              != null;
      boolean isRevoked = truth.find(key.keyId()).orElseThrow().revocation() != null;
      assertThat(isRevoked || !isDone).as("revoked as it was said").isTrue();
      if (isRevoked) {
        decide(key, false);
      }
      takeAnotherKey(random);
    }

    private IdempotencyKey idempotencyKey(SplittableRandom random) {
      String header = new UUID(random.nextLong(), random.nextLong()).toString();
      return IdempotencyKey.of("mallory", "POST /v1/keys", header, new byte[] {1});
    }
  }
}
