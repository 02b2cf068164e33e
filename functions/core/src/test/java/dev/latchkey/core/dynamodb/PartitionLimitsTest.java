package dev.latchkey.core.dynamodb;

import static dev.latchkey.core.memory.Samples.NOW;
import static dev.latchkey.core.memory.Samples.change;
import static dev.latchkey.core.memory.WriteResults.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.Rotation;
import dev.latchkey.core.domain.StoredKey;
import dev.latchkey.core.memory.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Tests how many changes a second the busiest partitions take. DynamoDB allows 1,000 write units a
 * second for one partition, and throttles a write to the table if an index of it is throttled.
 */
class PartitionLimitsTest {
  private static final int UNITS_A_SECOND = 1_000;
  private static final int READ_UNITS_A_SECOND = 3_000;
  private static final int SECONDS = 60;

  /** The indexes that hold all keys in one partition. */
  private static final List<String> SHARED = List.of("all", "by-expiry");

  private final RequestCounter calls = new RequestCounter();
  private final DynamoDbKeyStore keys = TestStores.createAnywhere(calls).keys();
  private final StoredKey key = Samples.key("orders");
  private final KeyId keyId = key.key().keyId();

  @Test
  void eachChangeWritesOnceToEachSharedPartitionAndExtensionsTwiceToOne() {
    assertThat(units(() -> done(keys.create(key, change())))).containsExactly(1.0, 1.0);
    assertThat(units(() -> done(keys.edit(keyId, Samples.rename("new"), change()))))
        .containsExactly(1.0, 1.0);
    Rotation rotation = new Rotation("lk", Samples.hash(keyId), null);
    assertThat(units(() -> done(keys.rotate(keyId, rotation, change())))).containsExactly(1.0, 1.0);
    assertThat(units(() -> done(keys.suspend(keyId, null, change())))).containsExactly(1.0, 1.0);
    assertThat(units(() -> done(keys.resume(keyId, change())))).containsExactly(1.0, 1.0);
    assertThat(units(this::extend)).containsExactly(1.0, 2.0);
    assertThat(units(() -> done(keys.revoke(keyId, null, change())))).containsExactly(1.0, 1.0);
  }

  @Test
  void fromAThousandCreationsASecondTheRestIsThrottled() {
    List<Double> creation = units(() -> done(keys.create(key, change())));
    assertThat(acceptedShare(creation, 900)).isEqualTo(1);
    assertThat(acceptedShare(creation, 2_000)).isEqualTo(0.5);
  }

  @Test
  void fromFiveHundredExtensionsASecondTheRestIsThrottled() {
    done(keys.create(key, change()));
    List<Double> extension = units(this::extend);
    assertThat(acceptedShare(extension, 500)).isEqualTo(1);
    assertThat(acceptedShare(extension, 1_000)).isEqualTo(0.5);
  }

  @Test
  void anAuthorizationReadsOneUnitOfItsKeySoThreeThousandASecondAreAccepted() {
    done(keys.create(key, change()));
    calls.units();
    keys.lookup(keyId);
    double units = calls.units();
    assertThat(units).isEqualTo(1);
    assertThat(READ_UNITS_A_SECOND / units).isEqualTo(3_000);
  }

  /** Lists of several domains are merged, so an index by domain needs no partition for all. */
  @Test
  void withTenPartitionsTenTimesAsManyAreAccepted() {
    double share =
        acceptedShare(
            units(() -> done(keys.create(key, change()))).stream().map(it -> it / 10).toList(),
            9_000);
    assertThat(share).isEqualTo(1);
  }

  private void extend() {
    done(keys.extend(keyId, Duration.ofDays(1), NOW.plus(Duration.ofDays(99)), null, change()));
  }

  /** Returns the units of a change in each shared partition. */
  private List<Double> units(Runnable change) {
    calls.indexUnits();
    change.run();
    Map<String, Double> units = calls.indexUnits();
    return SHARED.stream().map(index -> units.getOrDefault(index, 0.0)).toList();
  }

  /** Offers as many changes in each second, and returns the share that no partition throttles. */
  private static double acceptedShare(List<Double> units, int offered) {
    long accepted = 0;
    for (int second = 0; second < SECONDS; second++) {
      double[] left = {UNITS_A_SECOND, UNITS_A_SECOND};
      for (int i = 0; i < offered; i++) {
        if (left[0] >= units.get(0) && left[1] >= units.get(1)) {
          left[0] -= units.get(0);
          left[1] -= units.get(1);
          accepted++;
        }
      }
    }
    return accepted / (double) (offered * SECONDS);
  }
}
