package dev.latchkey.core.application;

import static dev.latchkey.core.application.UseCaseFixture.NOW;
import static dev.latchkey.core.application.UseCaseFixture.assertFault;
import static dev.latchkey.core.application.UseCaseFixture.assertInvalid;
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

  private final UseCaseFixture desk = new UseCaseFixture();
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
      ApiKey extended = desk.extend(keyId, 5, null, Samples.change()).key();
      assertThat(extended.expiresAt()).isEqualTo(end.plus(Duration.ofDays(5)));
    }

    @Test
    void extendTakesAtLeastOneDay() {
      assertInvalid(
          "/validity_days", "at least 1", () -> desk.extend(keyId, 0, null, Samples.change()));
    }

    @Test
    void editMayShortenToAnyMomentAhead() {
      KeyEdit edit = Samples.end(NOW.plusSeconds(1));
      assertThat(desk.edit(keyId, edit, Samples.change()).expiresAt())
          .isEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void editToNowOrBeforeIsRefused() {
      assertInvalid(
          "/expires_at",
          "in the future",
          () -> desk.edit(keyId, Samples.end(NOW), Samples.change()));
    }

    @Test
    void nameAndDescriptionMayBeEditedInAnyState() {
      revoke();
      KeyEdit edit =
          new KeyEdit(
              FieldEdits.NONE.set(KeyFields.NAME, "new name").clear(KeyFields.DESCRIPTION), null);
      ApiKey edited = desk.edit(keyId, edit, inDays(400));
      assertThat(edited.fields().get(KeyFields.NAME)).isEqualTo("new name");
      assertThat(edited.fields().get(KeyFields.DESCRIPTION)).isNull();
    }

    @Test
    void anEmptyEditChangesNothing() {
      assertThat(desk.edit(keyId, new KeyEdit(FieldEdits.NONE, null), Samples.change()))
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
    void areToldTogetherWithThoseOfTheRules() {
      ExtendCommand command = new ExtendCommand(keyId, 0, null);
      assertFault(() -> desk.extend.extend(command, errors, Samples.change()))
          .satisfies(named("/form", "/validity_days"));
    }

    @Test
    void ofAnEditToo() {
      assertFault(() -> desk.edit.edit(keyId, Samples.end(NOW), errors, Samples.change()))
          .satisfies(named("/form", "/expires_at"));
    }

    @Test
    void ofARotationToo() {
      assertFault(() -> desk.rotate.rotate(keyId, 169, OnPending.REFUSE, errors, Samples.change()))
          .satisfies(named("/form", "/grace_hours"));
    }

    @Test
    void changeNothingOnTheirOwn() {
      ExtendCommand command = new ExtendCommand(keyId, 1, null);
      assertFault(() -> desk.extend.extend(command, errors, Samples.change()))
          .satisfies(named("/form"));
      assertFault(() -> desk.edit.edit(keyId, Samples.rename("n"), errors, Samples.change()))
          .satisfies(named("/form"));
      assertFault(() -> desk.rotate.rotate(keyId, 0, OnPending.REFUSE, errors, Samples.change()))
          .satisfies(named("/form"));
      assertThat(desk.stores.keys().find(keyId)).contains(issued.key());
    }

    private static Consumer<RequestException> named(String... pointers) {
      return fault -> {
        assertThat(fault.reason()).isEqualTo(Reason.INVALID_REQUEST);
        assertThat(fault.errors()).extracting(FieldError::name).containsExactly(pointers);
      };
    }
  }

  @Nested
  class R13 {
    @Test
    void aRevokedKeyIsNotExtendedNorGivenANewEnd() {
      revoke();
      assertFault(Reason.KEY_REVOKED, () -> desk.extend(keyId, 1, null, Samples.change()));
      assertFault(
          Reason.KEY_REVOKED,
          () -> desk.edit(keyId, Samples.end(NOW.plusSeconds(9)), Samples.change()));
    }

    @Test
    void anExpiredKeyIsNotExtendedNorGivenANewEnd() {
      assertFault(Reason.KEY_EXPIRED, () -> desk.extend(keyId, 1, null, inDays(30)));
      Instant later = end.plusSeconds(60);
      assertFault(Reason.KEY_EXPIRED, () -> desk.edit(keyId, Samples.end(later), inDays(30)));
    }

    @Test
    void inItsLastSecondAKeyIsStillExtended() {
      ApiKey extended = desk.extend(keyId, 1, null, Samples.change(end.minusSeconds(1))).key();
      assertThat(extended.expiresAt()).isEqualTo(end.plus(Duration.ofDays(1)));
    }
  }

  @Nested
  class R14 {
    @Test
    void theMaximumCountsFromTheMomentOfTheChange() {
      assertThat(desk.extend(keyId, 335, null, Samples.change()).key().expiresAt())
          .isEqualTo(NOW.plus(Duration.ofDays(365)));
      assertInvalid(
          "/validity_days",
          "the latest end allowed now is 2027-01-02T03:04:05Z",
          () -> desk.extend(keyId, 1, null, Samples.change()));
      assertThat(desk.extend(keyId, 1, null, inDays(1)).key().expiresAt())
          .isEqualTo(NOW.plus(Duration.ofDays(366)));
    }
  }

  @Nested
  class RepeatedExtends {
    @Test
    void aRepeatCountsOnce() {
      desk.extend(keyId, 5, idempotencyKey("x", "{5}"), Samples.change());
      ExtendKey.Extended repeat =
          desk.extend(keyId, 5, idempotencyKey("x", "{5}"), Samples.change());
      assertThat(repeat.isReplay()).isTrue();
      assertThat(repeat.key().expiresAt()).isEqualTo(end.plus(Duration.ofDays(5)));
    }

    @Test
    void aRepeatIsAnsweredEvenAfterRevoking() {
      desk.extend(keyId, 5, idempotencyKey("x", "{5}"), Samples.change());
      revoke();
      assertThat(desk.extend(keyId, 5, idempotencyKey("x", "{5}"), Samples.change()).isReplay())
          .isTrue();
    }

    @Test
    void aRepeatWithAnotherBodyIsRefused() {
      desk.extend(keyId, 5, idempotencyKey("x", "{5}"), Samples.change());
      assertFault(
          Reason.IDEMPOTENCY_KEY_REUSED,
          () -> desk.extend(keyId, 6, idempotencyKey("x", "{6}"), Samples.change()));
    }

    @Test
    void aRepeatCountsOnceWhenAnotherExtendCameBetween() {
      desk.extend(keyId, 5, idempotencyKey("x", "{5}"), Samples.change());
      desk.extend(keyId, 1, idempotencyKey("y", "{1}"), Samples.change());
      ExtendKey.Extended repeat =
          desk.extend(keyId, 5, idempotencyKey("x", "{5}"), Samples.change());
      assertThat(repeat.isReplay()).isTrue();
      assertThat(repeat.key().expiresAt()).isEqualTo(end.plus(Duration.ofDays(6)));
    }
  }

  @Nested
  class R16 {
    @Test
    void withoutGraceTheOldSecretEndsAtOnce() {
      IssuedKey rotated = desk.rotate(keyId, 0, OnPending.REFUSE, Samples.change());
      assertThat(rotated.key().keyId()).isEqualTo(keyId);
      assertThat(rotated.key().previousSecretUntil()).isNull();
      assertThat(verify(issued, NOW)).isInstanceOf(Refused.class);
      assertThat(verify(rotated, NOW)).isInstanceOf(Accepted.class);
    }

    @Test
    void withGraceBothWorkUntilItsEnd() {
      IssuedKey rotated = desk.rotate(keyId, 2, OnPending.REFUSE, Samples.change());
      Instant graceEnd = NOW.plus(Duration.ofHours(2));
      assertThat(rotated.key().previousSecretUntil()).isEqualTo(graceEnd);
      assertThat(verify(issued, graceEnd.minusSeconds(1))).isInstanceOf(Accepted.class);
      assertThat(verify(issued, graceEnd)).isInstanceOf(Refused.class);
      assertThat(verify(rotated, graceEnd)).isInstanceOf(Accepted.class);
    }

    @Test
    void theGraceEndsWithTheKeyAtTheLatest() {
      Instant lateNight = end.minusSeconds(60);
      IssuedKey rotated = desk.rotate(keyId, 168, OnPending.REFUSE, Samples.change(lateNight));
      assertThat(rotated.key().previousSecretUntil()).isEqualTo(end);
      assertThat(verify(issued, end)).isInstanceOf(Refused.class);
    }

    @Test
    void aSecondRotationNeverShortensARunningGrace() {
      IssuedKey rotated = desk.rotate(keyId, 5, OnPending.REFUSE, Samples.change());
      Instant until = NOW.plus(Duration.ofHours(5));
      assertFault(() -> desk.rotate(keyId, 1, OnPending.REFUSE, at(until.minusSeconds(1))))
          .matches(fault -> fault.reason() == Reason.ROTATION_PENDING)
          .matches(fault -> until.equals(fault.previousSecretUntil()));
      assertThat(verify(issued, until.minusSeconds(1))).isInstanceOf(Accepted.class);
      assertThat(verify(rotated, NOW)).isInstanceOf(Accepted.class);
      assertThat(desk.rotate(keyId, 1, OnPending.REFUSE, at(until)).key().previousSecretUntil())
          .isEqualTo(until.plus(Duration.ofHours(1)));
    }

    @Test
    void aSecretThatWasNotReceivedIsDiscarded() {
      IssuedKey lost = desk.rotate(keyId, 5, OnPending.REFUSE, Samples.change());
      IssuedKey received = desk.rotate(keyId, 168, OnPending.DISCARD_NEW, Samples.change());
      Instant until = NOW.plus(Duration.ofHours(5));
      assertThat(received.key().previousSecretUntil()).isEqualTo(until);
      assertThat(verify(issued, until.minusSeconds(1))).isInstanceOf(Accepted.class);
      assertThat(verify(lost, NOW)).isInstanceOf(Refused.class);
      assertThat(verify(received, until)).isInstanceOf(Accepted.class);
    }

    @Test
    void withNothingPendingTheChoiceIsIgnored() {
      IssuedKey one = desk.rotate(keyId, 1, OnPending.DISCARD_NEW, Samples.change());
      Instant until = NOW.plus(Duration.ofHours(1));
      assertThat(one.key().previousSecretUntil()).isEqualTo(until);
      assertThat(verify(issued, NOW)).isInstanceOf(Accepted.class);
      IssuedKey two = desk.rotate(keyId, 2, OnPending.END_PREVIOUS, at(until));
      assertThat(verify(one, until)).isInstanceOf(Accepted.class);
      assertThat(verify(two, until)).isInstanceOf(Accepted.class);
    }

    @Test
    void withoutGraceEveryOldSecretEnds() {
      IssuedKey second = desk.rotate(keyId, 5, OnPending.REFUSE, Samples.change());
      IssuedKey third = desk.rotate(keyId, 0, OnPending.DISCARD_NEW, Samples.change());
      assertThat(verify(issued, NOW)).isInstanceOf(Refused.class);
      assertThat(verify(second, NOW)).isInstanceOf(Refused.class);
      assertThat(verify(third, NOW)).isInstanceOf(Accepted.class);
    }

    @Test
    void onlyAnActiveKeyIsRotated() {
      assertFault(Reason.KEY_EXPIRED, () -> desk.rotate(keyId, 0, OnPending.REFUSE, inDays(30)));
      revoke();
      assertFault(
          Reason.KEY_REVOKED, () -> desk.rotate(keyId, 0, OnPending.REFUSE, Samples.change()));
    }

    @Test
    void theGraceIsZeroTo168Hours() {
      for (int hours : List.of(-1, 169)) {
        assertInvalid(
            "/grace_hours",
            "0 to 168",
            () -> desk.rotate(keyId, hours, OnPending.REFUSE, Samples.change()));
      }
    }

    private static ChangeContext at(Instant moment) {
      return Samples.change(moment);
    }

    private Verification verify(IssuedKey presented, Instant at) {
      return desk.verify(UseCaseFixture.reveal(presented), at);
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
      KeyEdit edit = Samples.rename("n");
      KeyEdit nothing = new KeyEdit(FieldEdits.NONE, null);
      assertFault(Reason.NOT_FOUND, () -> desk.delete.delete(id, Samples.change()));
      assertFault(Reason.NOT_FOUND, () -> desk.revoke.revoke(id, null, Samples.change()));
      assertFault(Reason.NOT_FOUND, () -> desk.rotate(id, 0, OnPending.REFUSE, Samples.change()));
      assertFault(Reason.NOT_FOUND, () -> desk.extend(id, 1, null, Samples.change()));
      assertFault(Reason.NOT_FOUND, () -> desk.edit(id, edit, Samples.change()));
      assertFault(Reason.NOT_FOUND, () -> desk.edit(id, nothing, Samples.change()));
    }
  }

  @Nested
  class DataApis {
    private final DataApi dataApi = desk.registered().dataApi();

    @Test
    void routesAreReplacedWhole() {
      Route route = new Route("other", "*", "*", "*");
      FieldEdits edit = FieldEdits.NONE.set(DataApiFields.ROUTES, List.of(route));
      DataApi edited = desk.editDataApi.edit(dataApi.dataApiId(), edit, Samples.change()).dataApi();
      assertThat(edited.routes()).containsExactly(route);
    }

    @Test
    void anEmptyEditChangesNothing() {
      FieldEdits nothing = FieldEdits.NONE;
      assertThat(desk.editDataApi.edit(dataApi.dataApiId(), nothing, Samples.change()))
          .isEqualTo(new EditDataApi.Edited(dataApi, List.of()));
    }

    @Test
    void newRoutesThatOverlapAreWarnedOf() {
      String other = desk.registered().dataApi().dataApiId();
      FieldEdits edit = FieldEdits.NONE.set(DataApiFields.ROUTES, List.of(UseCaseFixture.ROUTE));
      assertThat(desk.editDataApi.edit(dataApi.dataApiId(), edit, Samples.change()).warnings())
          .hasSize(2)
          .contains("GET /orders of orders is also opened by keys of " + other + ".");
      FieldEdits description = FieldEdits.NONE.set(DataApiFields.DESCRIPTION, "d");
      assertThat(
              desk.editDataApi.edit(dataApi.dataApiId(), description, Samples.change()).warnings())
          .isEmpty();
    }

    @Test
    void oneWithAnActiveKeyIsNotDeleted() {
      assertFault(
          Reason.DATA_API_IN_USE,
          () -> desk.deleteDataApi.delete(dataApi.dataApiId(), Samples.change()));
    }

    @Test
    void anUnknownOneIsNotFound() {
      FieldEdits edit = FieldEdits.NONE.set(DataApiFields.DESCRIPTION, "d");
      FieldEdits nothing = FieldEdits.NONE;
      assertFault(Reason.NOT_FOUND, () -> desk.editDataApi.edit("nowhere", edit, Samples.change()));
      assertFault(
          Reason.NOT_FOUND, () -> desk.editDataApi.edit("nowhere", nothing, Samples.change()));
      assertFault(Reason.NOT_FOUND, () -> desk.deleteDataApi.delete("nowhere", Samples.change()));
    }
  }
}
