package dev.latchkey.usecase;

import static dev.latchkey.usecase.Desk.NOW;
import static dev.latchkey.usecase.Desk.assertFault;
import static dev.latchkey.usecase.Desk.assertInvalid;
import static dev.latchkey.usecase.Desk.inDays;
import static dev.latchkey.usecase.Desk.intent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.key.ApiKey;
import dev.latchkey.key.Change;
import dev.latchkey.key.DataApi;
import dev.latchkey.key.DataApiEdit;
import dev.latchkey.key.Fault.Reason;
import dev.latchkey.key.IssuedKey;
import dev.latchkey.key.KeyEdit;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyStatus;
import dev.latchkey.key.OnPending;
import dev.latchkey.key.Patch;
import dev.latchkey.key.Revocation;
import dev.latchkey.key.Route;
import dev.latchkey.memory.Samples;
import dev.latchkey.usecase.Verification.Accepted;
import dev.latchkey.usecase.Verification.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ChangingKeysTest {
  private static final KeyId NOWHERE = new KeyId("0000000000000000");

  private final Desk desk = new Desk();
  private final IssuedKey issued = desk.issued();
  private final KeyId keyId = issued.key().keyId();
  private final Instant end = issued.key().expiresAt();

  private void revoke() {
    desk.revoke.revoke(keyId, "leaked", Samples.change());
  }

  @Nested
  class R12 {
    @Test
    void extendAddsToThePresentEnd() {
      ApiKey extended = desk.extend.extend(keyId, 5, null, Samples.change()).key();
      assertThat(extended.expiresAt()).isEqualTo(end.plus(Duration.ofDays(5)));
    }

    @Test
    void extendTakesAtLeastOneDay() {
      assertInvalid(
          "/validity_days",
          "at least 1",
          () -> desk.extend.extend(keyId, 0, null, Samples.change()));
    }

    @Test
    void editMayShortenToAnyMomentAhead() {
      KeyEdit edit = new KeyEdit(null, null, NOW.plusSeconds(1));
      assertThat(desk.edit.edit(keyId, edit, Samples.change()).expiresAt())
          .isEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void editToNowOrBeforeIsRefused() {
      assertInvalid(
          "/expires_at",
          "in the future",
          () -> desk.edit.edit(keyId, new KeyEdit(null, null, NOW), Samples.change()));
    }

    @Test
    void nameAndDescriptionMayBeEditedInAnyState() {
      revoke();
      KeyEdit edit = new KeyEdit("new name", new Patch<>(null), null);
      ApiKey edited = desk.edit.edit(keyId, edit, inDays(400));
      assertThat(edited.name()).isEqualTo("new name");
      assertThat(edited.description()).isNull();
    }

    @Test
    void anEmptyEditChangesNothing() {
      assertThat(desk.edit.edit(keyId, new KeyEdit(null, null, null), Samples.change()))
          .isEqualTo(issued.key());
    }
  }

  @Nested
  class R13 {
    @Test
    void aRevokedKeyIsNotExtendedNorGivenANewEnd() {
      revoke();
      assertFault(Reason.KEY_REVOKED, () -> desk.extend.extend(keyId, 1, null, Samples.change()));
      assertFault(
          Reason.KEY_REVOKED,
          () ->
              desk.edit.edit(keyId, new KeyEdit(null, null, NOW.plusSeconds(9)), Samples.change()));
    }

    @Test
    void anExpiredKeyIsNotExtendedNorGivenANewEnd() {
      assertFault(Reason.KEY_EXPIRED, () -> desk.extend.extend(keyId, 1, null, inDays(30)));
      Instant later = end.plusSeconds(60);
      assertFault(
          Reason.KEY_EXPIRED,
          () -> desk.edit.edit(keyId, new KeyEdit(null, null, later), inDays(30)));
    }

    @Test
    void inItsLastSecondAKeyIsStillExtended() {
      ApiKey extended =
          desk.extend.extend(keyId, 1, null, Samples.change(end.minusSeconds(1))).key();
      assertThat(extended.expiresAt()).isEqualTo(end.plus(Duration.ofDays(1)));
    }
  }

  @Nested
  class R14 {
    @Test
    void theMaximumCountsFromTheMomentOfTheChange() {
      assertThat(desk.extend.extend(keyId, 335, null, Samples.change()).key().expiresAt())
          .isEqualTo(NOW.plus(Duration.ofDays(365)));
      assertInvalid(
          "/validity_days",
          "the latest end allowed now is 2027-01-02T03:04:05Z",
          () -> desk.extend.extend(keyId, 1, null, Samples.change()));
      assertThat(desk.extend.extend(keyId, 1, null, inDays(1)).key().expiresAt())
          .isEqualTo(NOW.plus(Duration.ofDays(366)));
    }
  }

  @Nested
  class RepeatedExtends {
    @Test
    void aRepeatCountsOnce() {
      desk.extend.extend(keyId, 5, intent("x", "{5}"), Samples.change());
      ExtendKey.Extended repeat =
          desk.extend.extend(keyId, 5, intent("x", "{5}"), Samples.change());
      assertThat(repeat.isReplay()).isTrue();
      assertThat(repeat.key().expiresAt()).isEqualTo(end.plus(Duration.ofDays(5)));
    }

    @Test
    void aRepeatIsAnsweredEvenAfterRevoking() {
      desk.extend.extend(keyId, 5, intent("x", "{5}"), Samples.change());
      revoke();
      assertThat(desk.extend.extend(keyId, 5, intent("x", "{5}"), Samples.change()).isReplay())
          .isTrue();
    }

    @Test
    void aRepeatWithAnotherBodyIsRefused() {
      desk.extend.extend(keyId, 5, intent("x", "{5}"), Samples.change());
      assertFault(
          Reason.IDEMPOTENCY_KEY_REUSED,
          () -> desk.extend.extend(keyId, 6, intent("x", "{6}"), Samples.change()));
    }

    @Test
    void aRepeatCountsOnceWhenAnotherExtendCameBetween() {
      desk.extend.extend(keyId, 5, intent("x", "{5}"), Samples.change());
      desk.extend.extend(keyId, 1, intent("y", "{1}"), Samples.change());
      ExtendKey.Extended repeat =
          desk.extend.extend(keyId, 5, intent("x", "{5}"), Samples.change());
      assertThat(repeat.isReplay()).isTrue();
      assertThat(repeat.key().expiresAt()).isEqualTo(end.plus(Duration.ofDays(6)));
    }
  }

  @Nested
  class R16 {
    @Test
    void withoutGraceTheOldSecretEndsAtOnce() {
      IssuedKey rotated = desk.rotate.rotate(keyId, 0, OnPending.REFUSE, Samples.change());
      assertThat(rotated.key().keyId()).isEqualTo(keyId);
      assertThat(rotated.key().previousSecretUntil()).isNull();
      assertThat(verify(issued, NOW)).isInstanceOf(Refused.class);
      assertThat(verify(rotated, NOW)).isInstanceOf(Accepted.class);
    }

    @Test
    void withGraceBothWorkUntilItsEnd() {
      IssuedKey rotated = desk.rotate.rotate(keyId, 2, OnPending.REFUSE, Samples.change());
      Instant graceEnd = NOW.plus(Duration.ofHours(2));
      assertThat(rotated.key().previousSecretUntil()).isEqualTo(graceEnd);
      assertThat(verify(issued, graceEnd.minusSeconds(1))).isInstanceOf(Accepted.class);
      assertThat(verify(issued, graceEnd)).isInstanceOf(Refused.class);
      assertThat(verify(rotated, graceEnd)).isInstanceOf(Accepted.class);
    }

    @Test
    void theGraceEndsWithTheKeyAtTheLatest() {
      Instant lateNight = end.minusSeconds(60);
      IssuedKey rotated =
          desk.rotate.rotate(keyId, 168, OnPending.REFUSE, Samples.change(lateNight));
      assertThat(rotated.key().previousSecretUntil()).isEqualTo(end);
      assertThat(verify(issued, end)).isInstanceOf(Refused.class);
    }

    @Test
    void aSecondRotationNeverShortensARunningGrace() {
      IssuedKey rotated = desk.rotate.rotate(keyId, 5, OnPending.REFUSE, Samples.change());
      Instant until = NOW.plus(Duration.ofHours(5));
      assertFault(() -> desk.rotate.rotate(keyId, 1, OnPending.REFUSE, at(until.minusSeconds(1))))
          .matches(fault -> fault.reason() == Reason.ROTATION_PENDING)
          .matches(fault -> until.equals(fault.previousSecretUntil()));
      assertThat(verify(issued, until.minusSeconds(1))).isInstanceOf(Accepted.class);
      assertThat(verify(rotated, NOW)).isInstanceOf(Accepted.class);
      assertThat(
              desk.rotate.rotate(keyId, 1, OnPending.REFUSE, at(until)).key().previousSecretUntil())
          .isEqualTo(until.plus(Duration.ofHours(1)));
    }

    @Test
    void aSecretThatWasNotReceivedIsDiscarded() {
      IssuedKey lost = desk.rotate.rotate(keyId, 5, OnPending.REFUSE, Samples.change());
      IssuedKey received = desk.rotate.rotate(keyId, 168, OnPending.DISCARD_NEW, Samples.change());
      Instant until = NOW.plus(Duration.ofHours(5));
      assertThat(received.key().previousSecretUntil()).isEqualTo(until);
      assertThat(verify(issued, until.minusSeconds(1))).isInstanceOf(Accepted.class);
      assertThat(verify(lost, NOW)).isInstanceOf(Refused.class);
      assertThat(verify(received, until)).isInstanceOf(Accepted.class);
    }

    @Test
    void withNothingPendingTheChoiceIsIgnored() {
      IssuedKey one = desk.rotate.rotate(keyId, 1, OnPending.DISCARD_NEW, Samples.change());
      Instant until = NOW.plus(Duration.ofHours(1));
      assertThat(one.key().previousSecretUntil()).isEqualTo(until);
      assertThat(verify(issued, NOW)).isInstanceOf(Accepted.class);
      IssuedKey two = desk.rotate.rotate(keyId, 2, OnPending.END_PREVIOUS, at(until));
      assertThat(verify(one, until)).isInstanceOf(Accepted.class);
      assertThat(verify(two, until)).isInstanceOf(Accepted.class);
    }

    @Test
    void withoutGraceEveryOldSecretEnds() {
      IssuedKey second = desk.rotate.rotate(keyId, 5, OnPending.REFUSE, Samples.change());
      IssuedKey third = desk.rotate.rotate(keyId, 0, OnPending.DISCARD_NEW, Samples.change());
      assertThat(verify(issued, NOW)).isInstanceOf(Refused.class);
      assertThat(verify(second, NOW)).isInstanceOf(Refused.class);
      assertThat(verify(third, NOW)).isInstanceOf(Accepted.class);
    }

    @Test
    void onlyAnActiveKeyIsRotated() {
      assertFault(
          Reason.KEY_EXPIRED, () -> desk.rotate.rotate(keyId, 0, OnPending.REFUSE, inDays(30)));
      revoke();
      assertFault(
          Reason.KEY_REVOKED,
          () -> desk.rotate.rotate(keyId, 0, OnPending.REFUSE, Samples.change()));
    }

    @Test
    void theGraceIsZeroTo168Hours() {
      for (int hours : List.of(-1, 169)) {
        assertInvalid(
            "/grace_hours",
            "0 to 168",
            () -> desk.rotate.rotate(keyId, hours, OnPending.REFUSE, Samples.change()));
      }
    }

    private static Change at(Instant moment) {
      return Samples.change(moment);
    }

    private Verification verify(IssuedKey presented, Instant at) {
      return desk.verify.verify(Desk.reveal(presented), at);
    }
  }

  @Nested
  class R17 {
    @Test
    void revokingTwiceKeepsTheFirstTimeAndReason() {
      revoke();
      ApiKey again = desk.revoke.revoke(keyId, "other", inDays(2));
      Revocation revocation = Objects.requireNonNull(again.revocation());
      assertThat(revocation.at()).isEqualTo(NOW);
      assertThat(revocation.reason()).isEqualTo("leaked");
    }

    @Test
    void anExpiredKeyMayStillBeRevoked() {
      ApiKey revoked = desk.revoke.revoke(keyId, null, inDays(40));
      assertThat(revoked.status(NOW)).isEqualTo(KeyStatus.REVOKED);
    }
  }

  @Nested
  class R18 {
    @Test
    void anActiveKeyIsNotDeleted() {
      assertFault(Reason.KEY_ACTIVE, () -> desk.delete.delete(keyId, Samples.change()));
    }

    @Test
    void aDeletedKeyIsGoneForEveryCall() {
      desk.delete.delete(keyId, inDays(30));
      assertThat(desk.stores.keys().find(keyId)).isEmpty();
      assertNowhere(keyId);
    }

    @Test
    void anUnknownIdIsNotFound() {
      assertNowhere(NOWHERE);
    }

    private void assertNowhere(KeyId id) {
      KeyEdit edit = new KeyEdit("n", null, null);
      KeyEdit nothing = new KeyEdit(null, null, null);
      assertFault(Reason.NOT_FOUND, () -> desk.delete.delete(id, Samples.change()));
      assertFault(Reason.NOT_FOUND, () -> desk.revoke.revoke(id, null, Samples.change()));
      assertFault(
          Reason.NOT_FOUND, () -> desk.rotate.rotate(id, 0, OnPending.REFUSE, Samples.change()));
      assertFault(Reason.NOT_FOUND, () -> desk.extend.extend(id, 1, null, Samples.change()));
      assertFault(Reason.NOT_FOUND, () -> desk.edit.edit(id, edit, Samples.change()));
      assertFault(Reason.NOT_FOUND, () -> desk.edit.edit(id, nothing, Samples.change()));
    }
  }

  @Nested
  class DataApis {
    private final DataApi dataApi = desk.registered().dataApi();

    @Test
    void routesAreReplacedWhole() {
      Route route = new Route("other", "*", "*", "*");
      DataApi edited =
          desk.editDataApi.edit(
              dataApi.dataApiId(), new DataApiEdit(null, List.of(route)), Samples.change());
      assertThat(edited.routes()).containsExactly(route);
    }

    @Test
    void anEmptyEditChangesNothing() {
      DataApiEdit nothing = new DataApiEdit(null, null);
      assertThat(desk.editDataApi.edit(dataApi.dataApiId(), nothing, Samples.change()))
          .isEqualTo(dataApi);
    }

    @Test
    void oneWithAnActiveKeyIsNotDeleted() {
      assertFault(
          Reason.DATA_API_IN_USE,
          () -> desk.deleteDataApi.delete(dataApi.dataApiId(), Samples.change()));
    }

    @Test
    void anUnknownOneIsNotFound() {
      DataApiEdit edit = new DataApiEdit(new Patch<>("d"), null);
      DataApiEdit nothing = new DataApiEdit(null, null);
      assertFault(Reason.NOT_FOUND, () -> desk.editDataApi.edit("nowhere", edit, Samples.change()));
      assertFault(
          Reason.NOT_FOUND, () -> desk.editDataApi.edit("nowhere", nothing, Samples.change()));
      assertFault(Reason.NOT_FOUND, () -> desk.deleteDataApi.delete("nowhere", Samples.change()));
    }
  }
}
