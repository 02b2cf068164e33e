package dev.latchkey.core.application;

import static dev.latchkey.core.application.UseCaseFixture.NOW;
import static dev.latchkey.core.application.UseCaseFixture.assertInvalid;
import static dev.latchkey.core.application.UseCaseFixture.assertRefusal;
import static dev.latchkey.core.application.UseCaseFixture.days;
import static dev.latchkey.core.application.UseCaseFixture.idempotencyKey;
import static dev.latchkey.core.application.UseCaseFixture.inDays;
import static dev.latchkey.core.application.UseCaseFixture.newDataApi;
import static dev.latchkey.core.application.UseCaseFixture.newKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.RequestException.Reason;
import dev.latchkey.core.domain.ClientMadeKey;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DomainScope;
import dev.latchkey.core.domain.FieldBudget;
import dev.latchkey.core.domain.IdempotencyKey;
import dev.latchkey.core.domain.IssuedKey;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.Validity;
import dev.latchkey.core.memory.Samples;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CreateKeyTest {
  private final UseCaseFixture fixture = new UseCaseFixture();

  @Nested
  class R1 {
    @Test
    void registeringADataApiCreatesItsFirstKey() {
      RegisterDataApi.Registered registered = fixture.registered();
      assertThat(registered.firstKey().key().dataApiId())
          .isEqualTo(registered.dataApi().dataApiId());
      assertThat(fixture.verify(UseCaseFixture.reveal(registered.firstKey()), NOW))
          .isInstanceOf(Verification.Accepted.class);
    }

    @Test
    void theIdOfADataApiIsTaken() {
      String id = fixture.registered().dataApi().dataApiId();
      assertRefusal(
          Reason.DATA_API_EXISTS,
          () -> fixture.register(newDataApi(id, days(1), null), Samples.change()));
    }

    @Test
    void anIdThatWasDeletedIsTakenAgainInItsDomain() {
      DataApi dataApi = fixture.registered().dataApi();
      fixture.deleteDataApi.delete(dataApi.dataApiId(), inDays(31));
      NewDataApi wanted = newDataApi(dataApi.dataApiId(), days(1), null);
      NewDataApi elsewhere = newDataApi("logistics", wanted.firstKey());
      assertRefusal(Reason.DATA_API_EXISTS, () -> fixture.register(elsewhere, Samples.change()));
      DataApi again = fixture.register(wanted, Samples.change()).dataApi();
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
          () -> fixture.register(newDataApi(id, days(366), null), Samples.change()));
      assertThat(fixture.stores.dataApis().find(id)).isEmpty();
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
    void ofARegistrationAreReportedTogetherWithThoseOfItsKeysValidity() {
      String id = Samples.dataApiId();
      assertRefusal(
              () ->
                  fixture.register.register(
                      newDataApi(id, days(366), null), errors, Samples.change()))
          .satisfies(
              exception ->
                  assertThat(names(exception)).containsExactly("/form", "/key/validity_days"));
      assertThat(fixture.stores.dataApis().find(id)).isEmpty();
    }

    @Test
    void ofANewKeyLeaveItsDataApiUnasked() {
      NewKey wanted = newKey("nowhere", days(0), null);
      assertRefusal(() -> fixture.create.create(wanted, errors, Samples.change()))
          .satisfies(
              exception -> assertThat(names(exception)).containsExactly("/form", "/validity_days"));
    }

    @Test
    void doNotMatchAnotherRequest() {
      DataApi dataApi = fixture.registered().dataApi();
      NewKey wanted = newKey(dataApi.dataApiId(), days(2), idempotencyKey("form", "{}"));
      fixture.create(wanted, Samples.change());
      assertRefusal(
          Reason.INVALID_REQUEST, () -> fixture.create.create(wanted, errors, Samples.change()));
    }

    private static List<String> names(RequestException exception) {
      return exception.errors().stream().map(FieldError::name).toList();
    }
  }

  @Test
  void aRegistrationWarnsOfRoutesThatOverlap() {
    RegisterDataApi.Registered first = fixture.registered();
    assertThat(first.warnings()).isEmpty();
    assertThat(fixture.registered().warnings())
        .containsExactly(
            "GET /orders of API orders is also allowed to keys of "
                + first.dataApi().dataApiId()
                + ".");
  }

  @Nested
  class R2 {
    @Test
    void aKeyForAnUnknownDataApiIsRefused() {
      assertInvalid(
          "/data_api_id",
          "must name a registered data API",
          () -> fixture.create(newKey("nowhere", days(1), null), Samples.change()));
    }

    @Test
    void aKeyForADeletedDataApiIsRefused() {
      DataApi dataApi = fixture.registered().dataApi();
      fixture.deleteDataApi.delete(dataApi.dataApiId(), inDays(31));
      assertInvalid(
          "/data_api_id",
          "must name a registered data API",
          () -> fixture.create(newKey(dataApi, days(1)), Samples.change()));
    }
  }

  @Nested
  class R4 {
    private final DataApi dataApi = fixture.registered().dataApi();

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
          "the latest expiration allowed now is 2027-01-02T03:04:05Z",
          () -> create(new Validity.Until(NOW.plus(Duration.ofDays(365)).plusSeconds(1))));
    }

    @Test
    void noDaysAndThePastAreRefused() {
      assertInvalid("/validity_days", "at least 1", () -> create(days(0)));
      assertInvalid("/expires_at", "in the future", () -> create(new Validity.Until(NOW)));
    }

    private IssuedKey create(Validity validity) {
      return fixture.create(newKey(dataApi, validity), Samples.change());
    }
  }

  @Test
  void anIdThatIsTakenByChanceIsNoKeyOfSomeoneElse() {
    DataApi dataApi = fixture.registered().dataApi();
    CreateKey unlucky =
        new CreateKey(
            fixture.stores.keys(),
            fixture.stores.dataApis(),
            new KeyFactory(() -> 0, "lk", UseCaseFixture.LIMITS));
    unlucky.create(newKey(dataApi, days(1)), new ValidationErrors(), Samples.change());
    assertRefusal(
        Reason.UNAVAILABLE,
        () -> unlucky.create(newKey(dataApi, days(1)), new ValidationErrors(), Samples.change()));
  }

  @Nested
  class BytesOfTheFieldsTogether {
    private static final String SUM =
        "name and description together have 23 bytes of UTF-8; at most 22 are allowed";

    private final KeyFactory small =
        new KeyFactory(
            new SecureRandom(), "lk", UseCaseFixture.LIMITS, new FieldBudget(KeyFields.ALL, 22));
    private final DataApi dataApi = fixture.registered().dataApi();

    @Test
    void areLimitedForANewKey() {
      CreateKey create = new CreateKey(fixture.stores.keys(), fixture.stores.dataApis(), small);
      NewKey wanted = newKey(dataApi, days(1));
      assertInvalid(
          "/description",
          SUM,
          () -> create.create(wanted, new ValidationErrors(), Samples.change()));
      NewKey shorter =
          new NewKey(
              wanted.dataApiId(),
              wanted.fields().with(KeyFields.DESCRIPTION, "Reads at noon"),
              wanted.validity(),
              null);
      create.create(shorter, new ValidationErrors(), Samples.change());
    }

    @Test
    void areLimitedForTheFirstKeyOfADataApi() {
      RegisterDataApi register =
          new RegisterDataApi(
              fixture.stores.dataApis(), fixture.stores.keys(), small, DomainScope.ALL);
      NewDataApi wanted = UseCaseFixture.newDataApi(Samples.dataApiId(), days(1), null);
      assertInvalid(
          "/key/description",
          SUM,
          () -> register.register(wanted, new ValidationErrors(), Samples.change()));
      assertThat(fixture.stores.dataApis().find(wanted.firstKey().dataApiId())).isEmpty();
    }
  }

  @Nested
  class R6 {
    @Test
    void aDataApiHasAsManyKeysAsItsClientsWant() {
      DataApi dataApi = fixture.registered().dataApi();
      for (int i = 0; i < 20; i++) {
        fixture.create(newKey(dataApi, days(1)), Samples.change());
      }
      assertThat(
              fixture
                  .stores
                  .keys()
                  .list(new KeyQuery(dataApi.dataApiId(), null, NOW), new Page.Request(100, null))
                  .items())
          .hasSize(21);
    }
  }

  @Nested
  class Repeats {
    private final DataApi dataApi = fixture.registered().dataApi();
    private final ClientMadeKey clientMade = clientMade();

    private static ClientMadeKey clientMade() {
      KeyId keyId = KeyId.draw(new SecureRandom());
      return new ClientMadeKey(keyId, Samples.hash(keyId));
    }

    @Test
    void aRepeatReturnsTheCurrentKeyWithoutItsText() {
      NewKey wanted = newKey(dataApi.dataApiId(), days(2), idempotencyKey("a", "{}"));
      IssuedKey first = fixture.create(wanted, Samples.change());
      fixture.revoke.revoke(first.key().keyId(), null, Samples.change());
      IssuedKey second = fixture.create(wanted, Samples.change());
      assertThat(second.isReplay()).isTrue();
      assertThat(second.key().keyId()).isEqualTo(first.key().keyId());
      assertThat(second.key().revocation()).isNotNull();
    }

    @Test
    void aRepeatWithAnotherBodyIsRefused() {
      fixture.create(
          newKey(dataApi.dataApiId(), days(2), idempotencyKey("a", "{}")), Samples.change());
      assertRefusal(
          Reason.IDEMPOTENCY_KEY_REUSED,
          () ->
              fixture.create(
                  newKey(dataApi.dataApiId(), days(3), idempotencyKey("a", "{3}")),
                  Samples.change()));
    }

    @Test
    void aKeyThatTheClientMadeHasItsIdAndHash() {
      NewKey wanted = clientMade(null, days(2));
      IssuedKey first = fixture.create(wanted, Samples.change());
      assertThat(first.text()).isNull();
      assertThat(first.isReplay()).isFalse();
      assertThat(first.key().keyId()).isEqualTo(clientMade.keyId());
      assertThat(fixture.stores.keys().lookup(clientMade.keyId()))
          .isInstanceOfSatisfying(
              LookupResult.Found.class,
              found -> assertThat(found.stored().hash().matches(clientMade.hash())).isTrue());
      assertRefusal(Reason.KEY_EXISTS, () -> fixture.create(wanted, Samples.change()));
    }

    @Test
    void aRepeatOfAKeyThatTheClientMadeIsOneOfTheSameIdempotencyKeyAndBody() {
      NewKey wanted = clientMade(idempotencyKey("j", "{}"), days(2));
      IssuedKey first = fixture.create(wanted, Samples.change());
      assertThat(fixture.create(wanted, Samples.change()))
          .isEqualTo(new IssuedKey(first.key(), null, true));
      NewKey impossible = clientMade(idempotencyKey("j", "{}"), days(366));
      assertThat(fixture.create(impossible, Samples.change()).isReplay()).isTrue();
      assertRefusal(
          Reason.IDEMPOTENCY_KEY_REUSED,
          () -> fixture.create(clientMade(idempotencyKey("j", "{2}"), days(2)), Samples.change()));
      assertRefusal(
          Reason.KEY_EXISTS,
          () -> fixture.create(clientMade(idempotencyKey("k", "{}"), days(2)), Samples.change()));
      assertRefusal(
          Reason.INVALID_REQUEST,
          () -> fixture.create(clientMade(idempotencyKey("k", "{}"), days(366)), Samples.change()));
      fixture.revoke.revoke(clientMade.keyId(), null, Samples.change());
      fixture.delete.delete(clientMade.keyId(), Samples.change());
      assertRefusal(Reason.KEY_EXISTS, () -> fixture.create(wanted, Samples.change()));
      assertRefusal(Reason.INVALID_REQUEST, () -> fixture.create(impossible, Samples.change()));
    }

    private NewKey clientMade(@Nullable IdempotencyKey idempotencyKey, Validity validity) {
      NewKey key = newKey(dataApi.dataApiId(), validity, idempotencyKey);
      return new NewKey(
          key.dataApiId(), key.fields(), key.validity(), key.idempotencyKey(), clientMade, null);
    }

    @Test
    void aRepeatAfterItsEndHasPassedIsStillARepeat() {
      Validity second = new Validity.Until(NOW.plusSeconds(1));
      NewKey wanted = newKey(dataApi.dataApiId(), second, idempotencyKey("b", "{}"));
      IssuedKey first = fixture.create(wanted, Samples.change());
      assertThat(fixture.create(wanted, inDays(1)).key()).isEqualTo(first.key());
    }

    @Test
    void aFailedTryIsNotRemembered() {
      String id = Samples.dataApiId();
      NewKey wanted = newKey(id, days(2), idempotencyKey("c", "{}"));
      assertRefusal(Reason.INVALID_REQUEST, () -> fixture.create(wanted, Samples.change()));
      fixture.register(newDataApi(id, days(1), null), Samples.change());
      assertThat(fixture.create(wanted, Samples.change()).isReplay()).isFalse();
    }

    @Test
    void afterTheDeletionOfItsKeyItIsSpentForAnyBody() {
      NewKey wanted = newKey(dataApi.dataApiId(), days(2), idempotencyKey("d", "{}"));
      IssuedKey first = fixture.create(wanted, Samples.change());
      fixture.revoke.revoke(first.key().keyId(), null, Samples.change());
      fixture.delete.delete(first.key().keyId(), Samples.change());
      NewKey other = newKey(dataApi.dataApiId(), days(3), idempotencyKey("d", "{3}"));
      NewKey impossible = newKey(dataApi.dataApiId(), days(366), idempotencyKey("d", "{}"));
      for (NewKey repeat : List.of(wanted, other, impossible)) {
        assertRefusal(Reason.IDEMPOTENCY_KEY_SPENT, () -> fixture.create(repeat, Samples.change()));
      }
      assertThat(fixture.verify(UseCaseFixture.reveal(first), NOW))
          .isInstanceOf(Verification.Refused.class);
    }

    @Test
    void afterItsFirstKeyWasDeletedARegistrationsIsSpent() {
      NewDataApi wanted = newDataApi(Samples.dataApiId(), days(1), idempotencyKey("h", "{}"));
      IssuedKey key = fixture.register(wanted, Samples.change()).firstKey();
      fixture.delete.delete(key.key().keyId(), inDays(1));
      assertRefusal(Reason.IDEMPOTENCY_KEY_SPENT, () -> fixture.register(wanted, Samples.change()));
    }

    @Test
    void afterItsDataApiWasDeletedARegistrationsIsSpentEvenIfTheIdIsTakenAgain() {
      String id = Samples.dataApiId();
      NewDataApi wanted = newDataApi(id, days(1), idempotencyKey("i", "{}"));
      fixture.register(wanted, Samples.change());
      fixture.deleteDataApi.delete(id, inDays(1));
      assertRefusal(Reason.IDEMPOTENCY_KEY_SPENT, () -> fixture.register(wanted, Samples.change()));
      fixture.register(newDataApi(id, days(1), null), Samples.change());
      assertRefusal(Reason.IDEMPOTENCY_KEY_SPENT, () -> fixture.register(wanted, Samples.change()));
    }

    @Test
    void aRepeatedRegistrationChangesNothing() {
      String id = Samples.dataApiId();
      NewDataApi wanted = newDataApi(id, days(1), idempotencyKey("e", "{}"));
      RegisterDataApi.Registered first = fixture.register(wanted, Samples.change());
      RegisterDataApi.Registered second = fixture.register(wanted, Samples.change());
      assertThat(second.dataApi()).isEqualTo(first.dataApi());
      assertThat(second.firstKey().isReplay()).isTrue();
      assertThat(second.firstKey().key()).isEqualTo(first.firstKey().key());
    }

    @Test
    void aRepeatedRegistrationOfAnotherDataApiIsRefused() {
      fixture.register(
          newDataApi(Samples.dataApiId(), days(1), idempotencyKey("f", "{1}")), Samples.change());
      assertRefusal(
          Reason.IDEMPOTENCY_KEY_REUSED,
          () ->
              fixture.register(
                  newDataApi(Samples.dataApiId(), days(1), idempotencyKey("f", "{2}")),
                  Samples.change()));
    }

    @Test
    void aRepeatedRegistrationWhoseDateHasPassedIsStillARepeat() {
      Validity second = new Validity.Until(NOW.plusSeconds(1));
      NewDataApi wanted = newDataApi(Samples.dataApiId(), second, idempotencyKey("g", "{}"));
      RegisterDataApi.Registered first = fixture.register(wanted, Samples.change());
      assertThat(fixture.register(wanted, inDays(1)).dataApi()).isEqualTo(first.dataApi());
    }
  }
}
