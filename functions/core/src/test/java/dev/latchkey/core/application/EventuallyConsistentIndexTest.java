package dev.latchkey.core.application;

import static dev.latchkey.core.application.UseCaseFixture.NOW;
import static dev.latchkey.core.application.UseCaseFixture.assertFault;
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
 * The indexes are behind the table, and a key is made a moment after its data API was read; what
 * decides goes by the table.
 */
class EventuallyConsistentIndexTest {
  private final UseCaseFixture desk = new UseCaseFixture();
  private final IssuedKey issued = desk.issued();

  @Test
  void aDataApiThatIsDeletedBesideANewKeyTakesTheKeyWithIt() {
    new DeleteDataApi(desk.stores.dataApis(), (dataApiId, now) -> false)
        .delete(issued.key().dataApiId(), Samples.change());
    assertThat(desk.verify(UseCaseFixture.reveal(issued), NOW))
        .isEqualTo(new Refused(Verification.Refusal.DATA_API_GONE, issued.key().keyId()));
    desk.revoke.revoke(issued.key().keyId(), null, Samples.change());
    desk.delete.delete(issued.key().keyId(), Samples.change());
  }

  @Test
  void aKeyWhoseDataApiIsDeletedWhileItIsMadeIsSeenAndOpensNothing() {
    String dataApiId = issued.key().dataApiId();
    CreateKey create =
        new CreateKey(
            desk.stores.keys(),
            afterFinding(() -> desk.stores.dataApis().delete(dataApiId, Samples.change())),
            desk.maker);
    IssuedKey late =
        create.create(
            UseCaseFixture.newKey(dataApiId, UseCaseFixture.days(30), null),
            new ValidationErrors(),
            Samples.change());
    assertThat(desk.verify(UseCaseFixture.reveal(late), NOW))
        .isEqualTo(new Refused(Verification.Refusal.DATA_API_GONE, late.key().keyId()));
    KeyQuery active = new KeyQuery(dataApiId, KeyStatus.ACTIVE, NOW);
    assertThat(desk.stores.keys().list(active, new Page.Request(50, null)).items())
        .extracting(ApiKey::keyId)
        .contains(late.key().keyId());
    desk.revoke.revoke(late.key().keyId(), null, Samples.change());
    desk.delete.delete(late.key().keyId(), Samples.change());
  }

  @Test
  void aKeyThatIsMadeWhileItsDataApiIsRegisteredAgainOpensNothing() {
    String dataApiId = issued.key().dataApiId();
    CreateKey create =
        new CreateKey(
            desk.stores.keys(),
            afterFinding(
                () -> {
                  desk.stores.dataApis().delete(dataApiId, Samples.change());
                  desk.register(
                      UseCaseFixture.newDataApi(dataApiId, UseCaseFixture.days(30), null),
                      Samples.change());
                }),
            desk.maker);
    IssuedKey late =
        create.create(
            UseCaseFixture.newKey(dataApiId, UseCaseFixture.days(30), null),
            new ValidationErrors(),
            Samples.change());
    for (IssuedKey old : List.of(late, issued)) {
      assertThat(desk.verify(UseCaseFixture.reveal(old), NOW))
          .isEqualTo(new Refused(Verification.Refusal.DATA_API_GONE, old.key().keyId()));
    }
    IssuedKey next =
        desk.create(
            UseCaseFixture.newKey(dataApiId, UseCaseFixture.days(30), null), Samples.change());
    assertThat(desk.verify(UseCaseFixture.reveal(next), NOW))
        .isInstanceOf(Verification.Accepted.class);
  }

  @Test
  void whatAListStillCallsActiveIsNotExtended() {
    desk.revoke.revoke(issued.key().keyId(), null, Samples.change());
    assertThat(issued.key().status(NOW)).as("in a list from before").isEqualTo(KeyStatus.ACTIVE);
    assertFault(
        Reason.KEY_REVOKED, () -> desk.extend(issued.key().keyId(), 1, null, Samples.change()));
  }

  /** The same data APIs, where something happens right after one was found. */
  private DataApiFinder afterFinding(Runnable meanwhile) {
    return dataApiId -> {
      Optional<DataApi> found = desk.stores.dataApis().find(dataApiId);
      meanwhile.run();
      return found;
    };
  }
}
