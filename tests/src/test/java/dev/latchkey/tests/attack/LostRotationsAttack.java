package dev.latchkey.tests.attack;

import dev.latchkey.core.application.KeyFactory;
import dev.latchkey.core.application.RotateKey;
import dev.latchkey.core.application.StoreReader;
import dev.latchkey.core.application.VerifyKey;
import dev.latchkey.core.domain.Route;
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
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Loses the responses to rotations, and repeats each rotation as the documentation says. */
@Tag("attack")
final class LostRotationsAttack {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final int THREADS = 16;
  private static final int LOST = 20;

  @Test
  void theAppsSecretWorksAsLongAsPromisedAndTheLastOneShownAlways() {
    Attack attack =
        Attack.on(
            LostRotationsAttack.class,
            "Lost responses to rotations",
            "Responses to rotations with grace periods of 0 to 168 hours are lost,"
                + " and each rotation is repeated as the docs say. The app's secret works"
                + " exactly until the time that was first promised, unless `on_pending` or a"
                + " revocation ended it. The last secret shown always works. A fifth of"
                + " DynamoDB's responses are lost too.");
    int lives = attack.size("lives", 20, 2_000);
    FaultMix mix = new FaultMix(Map.of(NetworkFault.LOST_ANSWER, LOST));
    TestTable table = TestTable.fromTemplate("KeyTable");
    LongAdder rotations = new LongAdder();
    LongAdder lost = new LongAdder();
    LongAdder pending = new LongAdder();
    try (DynamoDbClient client =
        FunctionClients.ofManagement(
            table.endpoint(), new FaultyRequests(mix, Duration.ofSeconds(1)))) {
      DynamoDbKeyStore truth = new DynamoDbKeyStore(table.client(), table.name(), 30, 400);
      DynamoDbDataApiStore dataApis = new DynamoDbDataApiStore(table.client(), table.name(), 30);
      List<Route> routes = List.of(new Route("a1", "*", "*", "*"));
      SeededKeys.register(dataApis, "rotated", routes, NOW, Attack.random(-1));
      KeyFactory maker = new KeyFactory(new SecureRandom(), "lk", new ValidityLimits(30, 365));
      RotateKey rotate = new RotateKey(new DynamoDbKeyStore(client, table.name(), 30, 400), maker);
      VerifyKey verify = new VerifyKey(new StoreReader(truth, dataApis), List.of("lk"));
      attack.inParallel(
          THREADS,
          lives,
          (n, random) -> {
            RotatedKey key = new RotatedKey(truth, rotate, verify, random, NOW);
            key.live();
            rotations.add(key.rotations());
            lost.add(key.lost());
            pending.add(key.pending());
          });
    }
    attack.leave(
        ("%,d rotations, %,d requests or responses lost, %,d rejected as pending. Each"
                + " secret worked as promised. %,d of %,d DynamoDB responses were lost.")
            .formatted(rotations.sum(), lost.sum(), pending.sum(), mix.failed(), mix.requests()));
  }
}
