package dev.latchkey.core.application;

import static dev.latchkey.core.application.UseCaseFixture.NOW;
import static dev.latchkey.core.application.UseCaseFixture.assertRefusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.RequestException.Reason;
import dev.latchkey.core.application.Verification.Refused;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.IssuedKey;
import dev.latchkey.core.domain.KeyStatus;
import dev.latchkey.core.memory.Samples;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Tests decisions while the indexes lag behind the table, and keys that are created just after
 * their data API was read. Decisions depend on the table alone.
 */
class EventuallyConsistentIndexTest {
  private final UseCaseFixture fixture = new UseCaseFixture();
  private final IssuedKey issued = fixture.issued();

  @Test
  void aKeyOfADeletedDataApiIsRefused() {
    new DeleteDataApi(fixture.stores.dataApis(), (dataApiId, now) -> false)
        .delete(issued.key().dataApiId(), Samples.change());
    assertThat(fixture.verify(UseCaseFixture.reveal(issued), NOW))
        .isEqualTo(new Refused(Verification.Refusal.DATA_API_GONE, issued.key().keyId()));
    fixture.revoke.revoke(issued.key().keyId(), null, Samples.change());
    fixture.delete.delete(issued.key().keyId(), Samples.change());
  }

  @Test
  void aKeyCreatedWhileItsDataApiIsDeletedIsListedAndRefused() {
    String dataApiId = issued.key().dataApiId();
    CreateKey create =
        new CreateKey(
            fixture.stores.keys(),
            afterFinding(() -> fixture.stores.dataApis().delete(dataApiId, Samples.change())),
            fixture.keyFactory);
    IssuedKey late =
        create.create(
            UseCaseFixture.newKey(dataApiId, UseCaseFixture.days(30), null),
            new ValidationErrors(),
            Samples.change());
    assertThat(fixture.verify(UseCaseFixture.reveal(late), NOW))
        .isEqualTo(new Refused(Verification.Refusal.DATA_API_GONE, late.key().keyId()));
    KeyQuery active = new KeyQuery(dataApiId, KeyStatus.ACTIVE, NOW);
    assertThat(fixture.stores.keys().list(active, new Page.Request(50, null)).items())
        .extracting(ApiKey::keyId)
        .contains(late.key().keyId());
    fixture.revoke.revoke(late.key().keyId(), null, Samples.change());
    fixture.delete.delete(late.key().keyId(), Samples.change());
  }

  @Test
  void aKeyCreatedWhileItsDataApiIsRegisteredAgainIsRefused() {
    String dataApiId = issued.key().dataApiId();
    CreateKey create =
        new CreateKey(
            fixture.stores.keys(),
            afterFinding(
                () -> {
                  fixture.stores.dataApis().delete(dataApiId, Samples.change());
                  fixture.register(
                      UseCaseFixture.newDataApi(dataApiId, UseCaseFixture.days(30), null),
                      Samples.change());
                }),
            fixture.keyFactory);
    IssuedKey late =
        create.create(
            UseCaseFixture.newKey(dataApiId, UseCaseFixture.days(30), null),
            new ValidationErrors(),
            Samples.change());
    for (IssuedKey old : List.of(late, issued)) {
      assertThat(fixture.verify(UseCaseFixture.reveal(old), NOW))
          .isEqualTo(new Refused(Verification.Refusal.DATA_API_GONE, old.key().keyId()));
    }
    IssuedKey next =
        fixture.create(
            UseCaseFixture.newKey(dataApiId, UseCaseFixture.days(30), null), Samples.change());
    assertThat(fixture.verify(UseCaseFixture.reveal(next), NOW))
        .isInstanceOf(Verification.Accepted.class);
  }

  @Test
  void aRevokedKeyThatAListStillShowsActiveIsNotExtended() {
    fixture.revoke.revoke(issued.key().keyId(), null, Samples.change());
    assertThat(issued.key().status(NOW)).as("in a list from before").isEqualTo(KeyStatus.ACTIVE);
    assertRefusal(
        Reason.KEY_REVOKED, () -> fixture.extend(issued.key().keyId(), 1, null, Samples.change()));
  }

  /** Returns the same data APIs, but runs an action right after one was found. */
  private DataApiFinder afterFinding(Runnable meanwhile) {
    return dataApiId -> {
      Optional<DataApi> found = fixture.stores.dataApis().find(dataApiId);
      meanwhile.run();
      return found;
    };
  }
}
