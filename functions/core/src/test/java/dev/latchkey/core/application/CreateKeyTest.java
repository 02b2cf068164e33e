package dev.latchkey.core.application;

import static dev.latchkey.core.application.UseCaseFixture.NOW;
import static dev.latchkey.core.application.UseCaseFixture.assertFault;
import static dev.latchkey.core.application.UseCaseFixture.assertInvalid;
import static dev.latchkey.core.application.UseCaseFixture.days;
import static dev.latchkey.core.application.UseCaseFixture.idempotencyKey;
import static dev.latchkey.core.application.UseCaseFixture.inDays;
import static dev.latchkey.core.application.UseCaseFixture.newDataApi;
import static dev.latchkey.core.application.UseCaseFixture.newKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.RequestException.Reason;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.IssuedKey;
import dev.latchkey.core.domain.Validity;
import dev.latchkey.core.memory.Samples;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CreateKeyTest {
  private final UseCaseFixture desk = new UseCaseFixture();

  @Nested
  class R1 {
    @Test
    void registeringADataApiMakesItsFirstKey() {
      RegisterDataApi.Registered registered = desk.registered();
      assertThat(registered.firstKey().key().dataApiId())
          .isEqualTo(registered.dataApi().dataApiId());
      assertThat(desk.verify(UseCaseFixture.reveal(registered.firstKey()), NOW))
          .isInstanceOf(Verification.Accepted.class);
    }

    @Test
    void theIdOfADataApiIsTaken() {
      String id = desk.registered().dataApi().dataApiId();
      assertFault(
          Reason.DATA_API_EXISTS,
          () -> desk.register(newDataApi(id, days(1), null), Samples.change()));
    }

    @Test
    void anIdThatWasDeletedIsTakenAgainInItsDomain() {
      DataApi dataApi = desk.registered().dataApi();
      desk.deleteDataApi.delete(dataApi.dataApiId(), inDays(31));
      NewDataApi wanted = newDataApi(dataApi.dataApiId(), days(1), null);
      NewDataApi elsewhere = newDataApi("logistics", wanted.firstKey());
      assertFault(Reason.DATA_API_EXISTS, () -> desk.register(elsewhere, Samples.change()));
      DataApi again = desk.register(wanted, Samples.change()).dataApi();
      assertThat(again.ref().registration())
          .matches("[0-9A-Za-z]{16}")
          .isNotEqualTo(dataApi.ref().registration());
    }

    @Test
    void aWrongValidityOfTheFirstKeyRegistersNothing() {
      String id = Samples.dataApiId();
      assertInvalid(
          "/key/validity_days",
          "at most 365 days",
          () -> desk.register(newDataApi(id, days(366), null), Samples.change()));
      assertThat(desk.stores.dataApis().find(id)).isEmpty();
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
    void ofARegistrationAreToldTogetherWithThatOfItsKeysValidity() {
      String id = Samples.dataApiId();
      assertFault(
              () ->
                  desk.register.register(newDataApi(id, days(366), null), errors, Samples.change()))
          .satisfies(
              fault -> assertThat(names(fault)).containsExactly("/form", "/key/validity_days"));
      assertThat(desk.stores.dataApis().find(id)).isEmpty();
    }

    @Test
    void ofANewKeyLeaveItsDataApiUnasked() {
      NewKey wanted = newKey("nowhere", days(0), null);
      assertFault(() -> desk.create.create(wanted, errors, Samples.change()))
          .satisfies(fault -> assertThat(names(fault)).containsExactly("/form", "/validity_days"));
    }

    @Test
    void makeNoRequestARepeat() {
      DataApi dataApi = desk.registered().dataApi();
      NewKey wanted = newKey(dataApi.dataApiId(), days(2), idempotencyKey("form", "{}"));
      desk.create(wanted, Samples.change());
      assertFault(
          Reason.INVALID_REQUEST, () -> desk.create.create(wanted, errors, Samples.change()));
    }

    private static List<String> names(RequestException fault) {
      return fault.errors().stream().map(FieldError::name).toList();
    }
  }

  @Test
  void aRegistrationWarnsOfRoutesThatOverlap() {
    RegisterDataApi.Registered first = desk.registered();
    assertThat(first.warnings()).isEmpty();
    assertThat(desk.registered().warnings())
        .containsExactly(
            "GET /orders of orders is also opened by keys of " + first.dataApi().dataApiId() + ".");
  }

  @Nested
  class R2 {
    @Test
    void aKeyForAnUnknownDataApiIsRefused() {
      assertInvalid(
          "/data_api_id",
          "must name a registered data API",
          () -> desk.create(newKey("nowhere", days(1), null), Samples.change()));
    }

    @Test
    void aKeyForADeletedDataApiIsRefused() {
      DataApi dataApi = desk.registered().dataApi();
      desk.deleteDataApi.delete(dataApi.dataApiId(), inDays(31));
      assertInvalid(
          "/data_api_id",
          "must name a registered data API",
          () -> desk.create(newKey(dataApi, days(1)), Samples.change()));
    }
  }

  @Nested
  class R4 {
    private final DataApi dataApi = desk.registered().dataApi();

    @Test
    void daysAreOf86400Seconds() {
      assertThat(create(days(7)).key().expiresAt()).isEqualTo(NOW.plusSeconds(7 * 86_400));
    }

    @Test
    void aDateIsTakenAsItIs() {
      Validity until = new Validity.Until(NOW.plusSeconds(1));
      assertThat(create(until).key().expiresAt()).isEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void nothingSaidIs365Days() {
      assertThat(create(new Validity.Unstated()).key().expiresAt())
          .isEqualTo(NOW.plus(Duration.ofDays(365)));
    }

    @Test
    void theLastSecondOfTheMaximumIsAllowedAndTheNextIsNot() {
      Validity last = new Validity.Until(NOW.plus(Duration.ofDays(365)));
      assertThat(create(last).key().expiresAt()).isEqualTo(NOW.plus(Duration.ofDays(365)));
      assertInvalid(
          "/expires_at",
          "the latest end allowed now is 2027-01-02T03:04:05Z",
          () -> create(new Validity.Until(NOW.plus(Duration.ofDays(365)).plusSeconds(1))));
    }

    @Test
    void noDaysAndThePastAreRefused() {
      assertInvalid("/validity_days", "at least 1", () -> create(days(0)));
      assertInvalid("/expires_at", "in the future", () -> create(new Validity.Until(NOW)));
    }

    private IssuedKey create(Validity validity) {
      return desk.create(newKey(dataApi, validity), Samples.change());
    }
  }

  @Test
  void anIdThatIsTakenByChanceIsNoKeyOfSomeoneElse() {
    DataApi dataApi = desk.registered().dataApi();
    CreateKey unlucky =
        new CreateKey(
            desk.stores.keys(),
            desk.stores.dataApis(),
            new KeyFactory(() -> 0, "lk", UseCaseFixture.LIMITS));
    unlucky.create(newKey(dataApi, days(1)), new ValidationErrors(), Samples.change());
    assertFault(
        Reason.UNAVAILABLE,
        () -> unlucky.create(newKey(dataApi, days(1)), new ValidationErrors(), Samples.change()));
  }

  @Nested
  class R6 {
    @Test
    void aDataApiHasAsManyKeysAsItsClientsWant() {
      DataApi dataApi = desk.registered().dataApi();
      for (int i = 0; i < 20; i++) {
        desk.create(newKey(dataApi, days(1)), Samples.change());
      }
      assertThat(
              desk.stores
                  .keys()
                  .list(new KeyQuery(dataApi.dataApiId(), null, NOW), new Page.Request(100, null))
                  .items())
          .hasSize(21);
    }
  }

  @Nested
  class Repeats {
    private final DataApi dataApi = desk.registered().dataApi();

    @Test
    void aRepeatIsAnsweredWithTheKeyAsItIsAndWithoutItsText() {
      NewKey wanted = newKey(dataApi.dataApiId(), days(2), idempotencyKey("a", "{}"));
      IssuedKey first = desk.create(wanted, Samples.change());
      desk.revoke.revoke(first.key().keyId(), null, Samples.change());
      IssuedKey second = desk.create(wanted, Samples.change());
      assertThat(second.isReplay()).isTrue();
      assertThat(second.key().keyId()).isEqualTo(first.key().keyId());
      assertThat(second.key().revocation()).isNotNull();
    }

    @Test
    void aRepeatWithAnotherBodyIsRefused() {
      desk.create(
          newKey(dataApi.dataApiId(), days(2), idempotencyKey("a", "{}")), Samples.change());
      assertFault(
          Reason.IDEMPOTENCY_KEY_REUSED,
          () ->
              desk.create(
                  newKey(dataApi.dataApiId(), days(3), idempotencyKey("a", "{3}")),
                  Samples.change()));
    }

    @Test
    void aRepeatAfterItsEndHasPassedIsStillARepeat() {
      Validity second = new Validity.Until(NOW.plusSeconds(1));
      NewKey wanted = newKey(dataApi.dataApiId(), second, idempotencyKey("b", "{}"));
      IssuedKey first = desk.create(wanted, Samples.change());
      assertThat(desk.create(wanted, inDays(1)).key()).isEqualTo(first.key());
    }

    @Test
    void aFailedTryIsNotRemembered() {
      String id = Samples.dataApiId();
      NewKey wanted = newKey(id, days(2), idempotencyKey("c", "{}"));
      assertFault(Reason.INVALID_REQUEST, () -> desk.create(wanted, Samples.change()));
      desk.register(newDataApi(id, days(1), null), Samples.change());
      assertThat(desk.create(wanted, Samples.change()).isReplay()).isFalse();
    }

    @Test
    void afterItsKeyWasDeletedItIsSpentWhateverTheBody() {
      NewKey wanted = newKey(dataApi.dataApiId(), days(2), idempotencyKey("d", "{}"));
      IssuedKey first = desk.create(wanted, Samples.change());
      desk.revoke.revoke(first.key().keyId(), null, Samples.change());
      desk.delete.delete(first.key().keyId(), Samples.change());
      NewKey other = newKey(dataApi.dataApiId(), days(3), idempotencyKey("d", "{3}"));
      NewKey impossible = newKey(dataApi.dataApiId(), days(366), idempotencyKey("d", "{}"));
      for (NewKey repeat : List.of(wanted, other, impossible)) {
        assertFault(Reason.IDEMPOTENCY_KEY_SPENT, () -> desk.create(repeat, Samples.change()));
      }
      assertThat(desk.verify(UseCaseFixture.reveal(first), NOW))
          .isInstanceOf(Verification.Refused.class);
    }

    @Test
    void afterItsFirstKeyWasDeletedARegistrationsIsSpent() {
      NewDataApi wanted = newDataApi(Samples.dataApiId(), days(1), idempotencyKey("h", "{}"));
      IssuedKey key = desk.register(wanted, Samples.change()).firstKey();
      desk.delete.delete(key.key().keyId(), inDays(1));
      assertFault(Reason.IDEMPOTENCY_KEY_SPENT, () -> desk.register(wanted, Samples.change()));
    }

    @Test
    void afterItsDataApiWasDeletedARegistrationsIsSpentEvenIfTheIdIsTakenAgain() {
      String id = Samples.dataApiId();
      NewDataApi wanted = newDataApi(id, days(1), idempotencyKey("i", "{}"));
      desk.register(wanted, Samples.change());
      desk.deleteDataApi.delete(id, inDays(1));
      assertFault(Reason.IDEMPOTENCY_KEY_SPENT, () -> desk.register(wanted, Samples.change()));
      desk.register(newDataApi(id, days(1), null), Samples.change());
      assertFault(Reason.IDEMPOTENCY_KEY_SPENT, () -> desk.register(wanted, Samples.change()));
    }

    @Test
    void aRepeatedRegistrationChangesNothing() {
      String id = Samples.dataApiId();
      NewDataApi wanted = newDataApi(id, days(1), idempotencyKey("e", "{}"));
      RegisterDataApi.Registered first = desk.register(wanted, Samples.change());
      RegisterDataApi.Registered second = desk.register(wanted, Samples.change());
      assertThat(second.dataApi()).isEqualTo(first.dataApi());
      assertThat(second.firstKey().isReplay()).isTrue();
      assertThat(second.firstKey().key()).isEqualTo(first.firstKey().key());
    }

    @Test
    void aRepeatedRegistrationOfAnotherDataApiIsRefused() {
      desk.register(
          newDataApi(Samples.dataApiId(), days(1), idempotencyKey("f", "{1}")), Samples.change());
      assertFault(
          Reason.IDEMPOTENCY_KEY_REUSED,
          () ->
              desk.register(
                  newDataApi(Samples.dataApiId(), days(1), idempotencyKey("f", "{2}")),
                  Samples.change()));
    }

    @Test
    void aRepeatedRegistrationWhoseDateHasPassedIsStillARepeat() {
      Validity second = new Validity.Until(NOW.plusSeconds(1));
      NewDataApi wanted = newDataApi(Samples.dataApiId(), second, idempotencyKey("g", "{}"));
      RegisterDataApi.Registered first = desk.register(wanted, Samples.change());
      assertThat(desk.register(wanted, inDays(1)).dataApi()).isEqualTo(first.dataApi());
    }
  }
}
