package dev.latchkey.core.memory;

import static dev.latchkey.core.memory.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.Deadline;
import dev.latchkey.core.application.LeaseStore;
import dev.latchkey.core.application.LeaseStore.Lease;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.Quota;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The contract of {@link LeaseStore}. */
public abstract class LeaseStoreContract {
  private final KeyId keyId = Samples.key().key().keyId();
  private final Quota.Window day = new Quota(10, Quota.Period.DAY).window(NOW);

  protected abstract LeaseStore store();

  @Test
  void aLeaseIsTakenIfSoManyAreLeft() {
    assertThat(take(day, 10, 1)).isEqualTo(new Lease(true, 1));
    assertThat(take(day, 10, 9)).isEqualTo(new Lease(true, 10));
    assertThat(take(day, 10, 1)).isEqualTo(new Lease(false, 10));
  }

  @Test
  void ofALeaseThatIsTooLargeNothingIsTaken() {
    take(day, 10, 8);
    assertThat(take(day, 10, 3)).isEqualTo(new Lease(false, 8));
    assertThat(take(day, 10, 2)).isEqualTo(new Lease(true, 10));
  }

  @Test
  void aQuotaMayBeRaisedAndLowered() {
    take(day, 10, 10);
    assertThat(take(day, 12, 2)).isEqualTo(new Lease(true, 12));
    assertThat(take(day, 5, 1)).isEqualTo(new Lease(false, 12));
  }

  @Test
  void eachKeyAndPeriodIsCountedByItself() {
    take(day, 10, 10);
    Quota.Window month = new Quota(10, Quota.Period.MONTH).window(NOW);
    assertThat(take(month, 10, 4)).isEqualTo(new Lease(true, 4));
    assertThat(
            store()
                .take(
                    Samples.key().key().keyId(), day, 10, 3, 0, Deadline.in(Duration.ofSeconds(5))))
        .isEqualTo(new Lease(true, 3));
  }

  @Test
  void whatIsLeftOfALeaseIsReturnedWithTheNext() {
    take(day, 10, 8);
    assertThat(take(day, 10, 4, 3)).isEqualTo(new Lease(true, 9));
    assertThat(take(day, 10, 1, 4)).isEqualTo(new Lease(true, 6));
    assertThat(take(day, 10, 7, 2)).isEqualTo(new Lease(false, 6));
  }

  @Test
  void onlyWhatWasTakenIsReturned() {
    assertThat(take(day, 10, 1, 1)).isEqualTo(new Lease(false, 0));
    take(day, 10, 3);
    assertThat(take(day, 10, 1, 4)).isEqualTo(new Lease(false, 3));
  }

  private Lease take(Quota.Window window, long calls, long count) {
    return take(window, calls, count, 0);
  }

  private Lease take(Quota.Window window, long calls, long count, long returned) {
    return store().take(keyId, window, calls, count, returned, Deadline.in(Duration.ofSeconds(5)));
  }
}
