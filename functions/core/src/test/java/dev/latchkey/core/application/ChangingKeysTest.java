package dev.latchkey.core.application;

import static dev.latchkey.core.application.UseCaseFixture.NOW;
import static dev.latchkey.core.application.UseCaseFixture.assertInvalid;
import static dev.latchkey.core.application.UseCaseFixture.assertRefusal;
import static dev.latchkey.core.application.UseCaseFixture.idempotencyKey;
import static dev.latchkey.core.application.UseCaseFixture.inDays;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.RequestException.Reason;
import dev.latchkey.core.application.Verification.Accepted;
import dev.latchkey.core.application.Verification.Refused;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DataApiFields;
import dev.latchkey.core.domain.FieldEdits;
import dev.latchkey.core.domain.IssuedKey;
import dev.latchkey.core.domain.KeyEdit;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.KeyStatus;
import dev.latchkey.core.domain.OnPending;
import dev.latchkey.core.domain.Revocation;
import dev.latchkey.core.domain.Route;
import dev.latchkey.core.memory.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ChangingKeysTest {
  private static final KeyId NOWHERE = new KeyId("0000000000000000");

  private final UseCaseFixture fixture = new UseCaseFixture();
  private final IssuedKey issued = fixture.issued();
  private final KeyId keyId = issued.key().keyId();
  private final Instant end = issued.key().expiresAt();

  private void revoke() {
    fixture.revoke.revoke(keyId, "leaked", Samples.change());
  }

  @Nested
  class R12 {
    @Test
    void extendAddsToThePresentEnd() {
      ApiKey extended = fixture.extend(keyId, 5, null, Samples.change()).key();
      assertThat(extended.expiresAt()).isEqualTo(end.plus(Duration.ofDays(5)));
    }

    @Test
    void extendTakesAtLeastOneDay() {
      assertInvalid(
          "/validity_days", "at least 1", () -> fixture.extend(keyId, 0, null, Samples.change()));
    }

    @Test
    void editMayShortenToAnyMomentAhead() {
      KeyEdit edit = Samples.end(NOW.plusSeconds(1));
      assertThat(fixture.edit(keyId, edit, Samples.change()).expiresAt())
          .isEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void editToNowOrBeforeIsRefused() {
      assertInvalid(
          "/expires_at",
          "in the future",
          () -> fixture.edit(keyId, Samples.end(NOW), Samples.change()));
    }

    @Test
    void nameAndDescriptionMayBeEditedInAnyState() {
      revoke();
      KeyEdit edit =
          new KeyEdit(
              FieldEdits.NONE.set(KeyFields.NAME, "new name").clear(KeyFields.DESCRIPTION), null);
      ApiKey edited = fixture.edit(keyId, edit, inDays(400));
      assertThat(edited.fields().get(KeyFields.NAME)).isEqualTo("new name");
      assertThat(edited.fields().get(KeyFields.DESCRIPTION)).isNull();
    }

    @Test
    void anEmptyEditChangesNothing() {
      assertThat(fixture.edit(keyId, new KeyEdit(FieldEdits.NONE, null), Samples.change()))
          .isEqualTo(issued.key());
    }
  }

  @Nested
  class ErrorsOfForm {
    private final ValidationErrors errors = new ValidationErrors();

    @BeforeEach
    void addOne() {
      errors.add("/form", "is wrong");
    }

    @Test
    void areReportedTogetherWithRuleViolations() {
      ExtendKey.Command command = new ExtendKey.Command(keyId, 0, null);
      assertRefusal(() -> fixture.extend.extend(command, errors, Samples.change()))
          .satisfies(named("/form", "/validity_days"));
    }

    @Test
    void ofAnEditToo() {
      assertRefusal(() -> fixture.edit.edit(keyId, Samples.end(NOW), errors, Samples.change()))
          .satisfies(named("/form", "/expires_at"));
    }

    @Test
    void ofARotationToo() {
      assertRefusal(
              () -> fixture.rotate.rotate(keyId, 169, OnPending.REFUSE, errors, Samples.change()))
          .satisfies(named("/form", "/grace_hours"));
    }

    @Test
    void changeNothingOnTheirOwn() {
      ExtendKey.Command command = new ExtendKey.Command(keyId, 1, null);
      assertRefusal(() -> fixture.extend.extend(command, errors, Samples.change()))
          .satisfies(named("/form"));
      assertRefusal(() -> fixture.edit.edit(keyId, Samples.rename("n"), errors, Samples.change()))
          .satisfies(named("/form"));
      assertRefusal(
              () -> fixture.rotate.rotate(keyId, 0, OnPending.REFUSE, errors, Samples.change()))
          .satisfies(named("/form"));
      assertThat(fixture.stores.keys().find(keyId)).contains(issued.key());
    }

    private static Consumer<RequestException> named(String... pointers) {
      return exception -> {
        assertThat(exception.reason()).isEqualTo(Reason.INVALID_REQUEST);
        assertThat(exception.errors()).extracting(FieldError::name).containsExactly(pointers);
      };
    }
  }

  @Nested
  class R13 {
    @Test
    void aRevokedKeyIsNotExtendedNorGivenANewEnd() {
      revoke();
      assertRefusal(Reason.KEY_REVOKED, () -> fixture.extend(keyId, 1, null, Samples.change()));
      assertRefusal(
          Reason.KEY_REVOKED,
          () -> fixture.edit(keyId, Samples.end(NOW.plusSeconds(9)), Samples.change()));
    }

    @Test
    void anExpiredKeyIsNotExtendedNorGivenANewEnd() {
      assertRefusal(Reason.KEY_EXPIRED, () -> fixture.extend(keyId, 1, null, inDays(30)));
      Instant later = end.plusSeconds(60);
      assertRefusal(Reason.KEY_EXPIRED, () -> fixture.edit(keyId, Samples.end(later), inDays(30)));
    }

    @Test
    void inItsLastSecondAKeyIsStillExtended() {
      ApiKey extended = fixture.extend(keyId, 1, null, Samples.change(end.minusSeconds(1))).key();
      assertThat(extended.expiresAt()).isEqualTo(end.plus(Duration.ofDays(1)));
    }
  }

  @Nested
  class R14 {
    @Test
    void theMaximumCountsFromTheMomentOfTheChange() {
      assertThat(fixture.extend(keyId, 335, null, Samples.change()).key().expiresAt())
          .isEqualTo(NOW.plus(Duration.ofDays(365)));
      assertInvalid(
          "/validity_days",
          "the latest expiration allowed now is 2027-01-02T03:04:05Z",
          () -> fixture.extend(keyId, 1, null, Samples.change()));
      assertThat(fixture.extend(keyId, 1, null, inDays(1)).key().expiresAt())
          .isEqualTo(NOW.plus(Duration.ofDays(366)));
    }
  }

  @Nested
  class RepeatedExtends {
    @Test
    void aRepeatCountsOnce() {
      fixture.extend(keyId, 5, idempotencyKey("x", "{5}"), Samples.change());
      ExtendKey.Extended repeat =
          fixture.extend(keyId, 5, idempotencyKey("x", "{5}"), Samples.change());
      assertThat(repeat.isReplay()).isTrue();
      assertThat(repeat.key().expiresAt()).isEqualTo(end.plus(Duration.ofDays(5)));
    }

    @Test
    void aRepeatSucceedsEvenAfterRevocation() {
      fixture.extend(keyId, 5, idempotencyKey("x", "{5}"), Samples.change());
      revoke();
      assertThat(fixture.extend(keyId, 5, idempotencyKey("x", "{5}"), Samples.change()).isReplay())
          .isTrue();
    }

    @Test
    void aRepeatWithAnotherBodyIsRefused() {
      fixture.extend(keyId, 5, idempotencyKey("x", "{5}"), Samples.change());
      assertRefusal(
          Reason.IDEMPOTENCY_KEY_REUSED,
          () -> fixture.extend(keyId, 6, idempotencyKey("x", "{6}"), Samples.change()));
    }

    @Test
    void aRepeatCountsOnceWhenAnotherExtendCameBetween() {
      fixture.extend(keyId, 5, idempotencyKey("x", "{5}"), Samples.change());
      fixture.extend(keyId, 1, idempotencyKey("y", "{1}"), Samples.change());
      ExtendKey.Extended repeat =
          fixture.extend(keyId, 5, idempotencyKey("x", "{5}"), Samples.change());
      assertThat(repeat.isReplay()).isTrue();
      assertThat(repeat.key().expiresAt()).isEqualTo(end.plus(Duration.ofDays(6)));
    }
  }

  @Nested
  class R16 {
    @Test
    void withoutGraceTheOldSecretStopsWorkingAtOnce() {
      IssuedKey rotated = fixture.rotate(keyId, 0, OnPending.REFUSE, Samples.change());
      assertThat(rotated.key().keyId()).isEqualTo(keyId);
      assertThat(rotated.key().previousSecretUntil()).isNull();
      assertThat(verify(issued, NOW)).isInstanceOf(Refused.class);
      assertThat(verify(rotated, NOW)).isInstanceOf(Accepted.class);
    }

    @Test
    void withGraceBothWorkUntilItsEnd() {
      IssuedKey rotated = fixture.rotate(keyId, 2, OnPending.REFUSE, Samples.change());
      Instant graceEnd = NOW.plus(Duration.ofHours(2));
      assertThat(rotated.key().previousSecretUntil()).isEqualTo(graceEnd);
      assertThat(verify(issued, graceEnd.minusSeconds(1))).isInstanceOf(Accepted.class);
      assertThat(verify(issued, graceEnd)).isInstanceOf(Refused.class);
      assertThat(verify(rotated, graceEnd)).isInstanceOf(Accepted.class);
    }

    @Test
    void theGraceEndsWithTheKeyAtTheLatest() {
      Instant lateNight = end.minusSeconds(60);
      IssuedKey rotated = fixture.rotate(keyId, 168, OnPending.REFUSE, Samples.change(lateNight));
      assertThat(rotated.key().previousSecretUntil()).isEqualTo(end);
      assertThat(verify(issued, end)).isInstanceOf(Refused.class);
    }

    @Test
    void aSecondRotationNeverShortensARunningGrace() {
      IssuedKey rotated = fixture.rotate(keyId, 5, OnPending.REFUSE, Samples.change());
      Instant until = NOW.plus(Duration.ofHours(5));
      assertRefusal(() -> fixture.rotate(keyId, 1, OnPending.REFUSE, at(until.minusSeconds(1))))
          .matches(exception -> exception.reason() == Reason.ROTATION_PENDING)
          .matches(exception -> until.equals(exception.previousSecretUntil()));
      assertThat(verify(issued, until.minusSeconds(1))).isInstanceOf(Accepted.class);
      assertThat(verify(rotated, NOW)).isInstanceOf(Accepted.class);
      assertThat(fixture.rotate(keyId, 1, OnPending.REFUSE, at(until)).key().previousSecretUntil())
          .isEqualTo(until.plus(Duration.ofHours(1)));
    }

    @Test
    void aSecretThatWasNotReceivedIsDiscarded() {
      IssuedKey lost = fixture.rotate(keyId, 5, OnPending.REFUSE, Samples.change());
      IssuedKey received = fixture.rotate(keyId, 168, OnPending.DISCARD_NEW, Samples.change());
      Instant until = NOW.plus(Duration.ofHours(5));
      assertThat(received.key().previousSecretUntil()).isEqualTo(until);
      assertThat(verify(issued, until.minusSeconds(1))).isInstanceOf(Accepted.class);
      assertThat(verify(lost, NOW)).isInstanceOf(Refused.class);
      assertThat(verify(received, until)).isInstanceOf(Accepted.class);
    }

    @Test
    void withoutAPendingRotationTheChoiceIsIgnored() {
      IssuedKey one = fixture.rotate(keyId, 1, OnPending.DISCARD_NEW, Samples.change());
      Instant until = NOW.plus(Duration.ofHours(1));
      assertThat(one.key().previousSecretUntil()).isEqualTo(until);
      assertThat(verify(issued, NOW)).isInstanceOf(Accepted.class);
      IssuedKey two = fixture.rotate(keyId, 2, OnPending.END_PREVIOUS, at(until));
      assertThat(verify(one, until)).isInstanceOf(Accepted.class);
      assertThat(verify(two, until)).isInstanceOf(Accepted.class);
    }

    @Test
    void withoutGraceEveryOldSecretStopsWorking() {
      IssuedKey second = fixture.rotate(keyId, 5, OnPending.REFUSE, Samples.change());
      IssuedKey third = fixture.rotate(keyId, 0, OnPending.DISCARD_NEW, Samples.change());
      assertThat(verify(issued, NOW)).isInstanceOf(Refused.class);
      assertThat(verify(second, NOW)).isInstanceOf(Refused.class);
      assertThat(verify(third, NOW)).isInstanceOf(Accepted.class);
    }

    @Test
    void onlyAnActiveKeyIsRotated() {
      assertRefusal(
          Reason.KEY_EXPIRED, () -> fixture.rotate(keyId, 0, OnPending.REFUSE, inDays(30)));
      revoke();
      assertRefusal(
          Reason.KEY_REVOKED, () -> fixture.rotate(keyId, 0, OnPending.REFUSE, Samples.change()));
    }

    @Test
    void theGraceIsZeroTo168Hours() {
      for (int hours : List.of(-1, 169)) {
        assertInvalid(
            "/grace_hours",
            "0 to 168",
            () -> fixture.rotate(keyId, hours, OnPending.REFUSE, Samples.change()));
      }
    }

    private static ChangeContext at(Instant moment) {
      return Samples.change(moment);
    }

    private Verification verify(IssuedKey credential, Instant at) {
      return fixture.verify(UseCaseFixture.reveal(credential), at);
    }
  }

  @Nested
  class R17 {
    @Test
    void revokingTwiceKeepsTheFirstTimeAndReason() {
      revoke();
      ApiKey again = fixture.revoke.revoke(keyId, "other", inDays(2)).key();
      Revocation revocation = Objects.requireNonNull(again.revocation());
      assertThat(revocation.at()).isEqualTo(NOW);
      assertThat(revocation.reason()).isEqualTo("leaked");
    }

    @Test
    void anExpiredKeyMayStillBeRevoked() {
      ApiKey revoked = fixture.revoke.revoke(keyId, null, inDays(40)).key();
      assertThat(revoked.status(NOW)).isEqualTo(KeyStatus.REVOKED);
    }
  }

  @Nested
  class R24 {
    @Test
    void suspendingTwiceKeepsTheFirstTimeAndReason() {
      ApiKey first = fixture.suspend.suspend(keyId, "unpaid", Samples.change()).key();
      ApiKey again = fixture.suspend.suspend(keyId, "other", inDays(2)).key();
      assertThat(again).isEqualTo(first);
      assertThat(Objects.requireNonNull(again.suspension()).reason()).isEqualTo("unpaid");
    }

    @Test
    void resumingAnActiveKeyChangesNothing() {
      ApiKey resumed = fixture.resume.resume(keyId, inDays(1)).key();
      assertThat(resumed.version().revision()).isEqualTo(1);
      assertThat(resumed.status(NOW)).isEqualTo(KeyStatus.ACTIVE);
    }

    @Test
    void aRevokedOrExpiredKeyIsNeitherSuspendedNorResumed() {
      assertRefusal(Reason.KEY_EXPIRED, () -> fixture.suspend.suspend(keyId, null, inDays(30)));
      assertRefusal(Reason.KEY_EXPIRED, () -> fixture.resume.resume(keyId, inDays(30)));
      revoke();
      assertRefusal(
          Reason.KEY_REVOKED, () -> fixture.suspend.suspend(keyId, null, Samples.change()));
      assertRefusal(Reason.KEY_REVOKED, () -> fixture.resume.resume(keyId, Samples.change()));
    }

    @Test
    void aSuspendedKeyCountsAsActiveForOtherChanges() {
      fixture.suspend.suspend(keyId, "unpaid", Samples.change());
      fixture.extend(keyId, 1, null, inDays(1));
      fixture.edit(keyId, Samples.rename("renamed"), inDays(1));
      fixture.rotate(keyId, 24, OnPending.REFUSE, inDays(1));
      assertRefusal(Reason.KEY_ACTIVE, () -> fixture.delete.delete(keyId, inDays(1)));
      assertRefusal(
          Reason.DATA_API_IN_USE,
          () -> fixture.deleteDataApi.delete(issued.key().dataApiId(), inDays(1)));
      assertThat(fixture.stores.keys().find(keyId).orElseThrow().status(NOW))
          .isEqualTo(KeyStatus.SUSPENDED);
    }
  }

  @Nested
  class R18 {
    @Test
    void anActiveKeyIsNotDeleted() {
      assertRefusal(Reason.KEY_ACTIVE, () -> fixture.delete.delete(keyId, Samples.change()));
    }

    @Test
    void aDeletedKeyIsAbsentFromAllReadsAndWrites() {
      fixture.delete.delete(keyId, inDays(30));
      assertThat(fixture.stores.keys().find(keyId)).isEmpty();
      assertNowhere(keyId);
    }

    @Test
    void anUnknownIdIsNotFound() {
      assertNowhere(NOWHERE);
    }

    private void assertNowhere(KeyId id) {
      KeyEdit edit = Samples.rename("n");
      KeyEdit nothing = new KeyEdit(FieldEdits.NONE, null);
      assertRefusal(Reason.NOT_FOUND, () -> fixture.delete.delete(id, Samples.change()));
      assertRefusal(Reason.NOT_FOUND, () -> fixture.revoke.revoke(id, null, Samples.change()));
      assertRefusal(Reason.NOT_FOUND, () -> fixture.suspend.suspend(id, null, Samples.change()));
      assertRefusal(Reason.NOT_FOUND, () -> fixture.resume.resume(id, Samples.change()));
      assertRefusal(
          Reason.NOT_FOUND, () -> fixture.rotate(id, 0, OnPending.REFUSE, Samples.change()));
      assertRefusal(Reason.NOT_FOUND, () -> fixture.extend(id, 1, null, Samples.change()));
      assertRefusal(Reason.NOT_FOUND, () -> fixture.edit(id, edit, Samples.change()));
      assertRefusal(Reason.NOT_FOUND, () -> fixture.edit(id, nothing, Samples.change()));
    }
  }

  @Nested
  class DataApis {
    private final DataApi dataApi = fixture.registered().dataApi();

    @Test
    void routesAreReplacedWhole() {
      Route route = new Route("other", "*", "*", "*");
      FieldEdits edit = FieldEdits.NONE.set(DataApiFields.ROUTES, List.of(route));
      DataApi edited =
          fixture.editDataApi.edit(dataApi.dataApiId(), edit, Samples.change()).dataApi();
      assertThat(edited.routes()).containsExactly(route);
    }

    @Test
    void anEmptyEditChangesNothing() {
      FieldEdits nothing = FieldEdits.NONE;
      assertThat(fixture.editDataApi.edit(dataApi.dataApiId(), nothing, Samples.change()))
          .isEqualTo(new EditDataApi.Edited(dataApi, List.of()));
    }

    @Test
    void newRoutesThatOverlapAreWarnedOf() {
      String other = fixture.registered().dataApi().dataApiId();
      FieldEdits edit = FieldEdits.NONE.set(DataApiFields.ROUTES, List.of(UseCaseFixture.ROUTE));
      assertThat(fixture.editDataApi.edit(dataApi.dataApiId(), edit, Samples.change()).warnings())
          .hasSize(2)
          .contains("GET /orders of API orders is also allowed to keys of " + other + ".");
      FieldEdits description = FieldEdits.NONE.set(DataApiFields.DESCRIPTION, "d");
      assertThat(
              fixture
                  .editDataApi
                  .edit(dataApi.dataApiId(), description, Samples.change())
                  .warnings())
          .isEmpty();
    }

    @Test
    void oneWithAnActiveKeyIsNotDeleted() {
      assertRefusal(
          Reason.DATA_API_IN_USE,
          () -> fixture.deleteDataApi.delete(dataApi.dataApiId(), Samples.change()));
    }

    @Test
    void anUnknownOneIsNotFound() {
      FieldEdits edit = FieldEdits.NONE.set(DataApiFields.DESCRIPTION, "d");
      FieldEdits nothing = FieldEdits.NONE;
      assertRefusal(
          Reason.NOT_FOUND, () -> fixture.editDataApi.edit("nowhere", edit, Samples.change()));
      assertRefusal(
          Reason.NOT_FOUND, () -> fixture.editDataApi.edit("nowhere", nothing, Samples.change()));
      assertRefusal(
          Reason.NOT_FOUND, () -> fixture.deleteDataApi.delete("nowhere", Samples.change()));
    }
  }
}
