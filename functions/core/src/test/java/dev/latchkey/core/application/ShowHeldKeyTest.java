package dev.latchkey.core.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.KeyHeaders.Credential;
import dev.latchkey.core.domain.FieldEdits;
import dev.latchkey.core.domain.IssuedKey;
import dev.latchkey.core.domain.KeyEdit;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.Quota;
import dev.latchkey.core.memory.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code SelfServiceTest} cannot cause over HTTP. */
class ShowHeldKeyTest {
  private static final Instant NOW = Samples.NOW;

  private final UseCaseFixture latchkey = new UseCaseFixture();
  private final ProveKey proveKey = new ProveKey(latchkey.stores.keys(), List.of("lk", "old"));
  private final ShowHeldKey showHeldKey = new ShowHeldKey(latchkey.stores.all());

  @Test
  void aKeyWhoseDataApiIsGoneIsDeniedForThat() {
    IssuedKey issued = latchkey.issued();
    latchkey.stores.dataApis().delete(issued.key().dataApiId(), Samples.change());
    HeldKey held = show(issued, NOW);
    assertThat(held.deniedBecause()).isEqualTo("data_api_gone");
    assertThat(held.quota()).isNull();
  }

  @Test
  void remainingIsThatOfThePeriodAndNeverNegative() {
    IssuedKey issued = latchkey.issued();
    Quota quota = new Quota(10, Quota.Period.DAY);
    latchkey
        .stores
        .keys()
        .edit(
            issued.key().keyId(),
            new KeyEdit(FieldEdits.NONE.set(KeyFields.QUOTA, quota), null),
            Samples.change());
    latchkey
        .stores
        .leases()
        .take(
            issued.key().keyId(), quota.window(NOW), 20, 14, 0, Deadline.in(Duration.ofSeconds(1)));
    HeldKey today = show(issued, NOW);
    assertThat(today.remaining()).isZero();
    assertThat(today.deniedBecause()).isEqualTo("quota");
    HeldKey tomorrow = show(issued, NOW.plus(Duration.ofDays(1)));
    assertThat(tomorrow.remaining()).isEqualTo(10);
    assertThat(tomorrow.deniedBecause()).isNull();
  }

  private HeldKey show(IssuedKey issued, Instant now) {
    String text = UseCaseFixture.reveal(issued);
    return showHeldKey.show(proveKey.prove(new Credential.One(text), now), null, now);
  }
}
