package dev.latchkey.core.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DataApiFields;
import dev.latchkey.core.domain.DomainScope;
import dev.latchkey.core.domain.FieldValues;
import dev.latchkey.core.domain.IdempotencyKey;
import dev.latchkey.core.domain.IssuedKey;
import dev.latchkey.core.domain.KeyEdit;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.KeyText;
import dev.latchkey.core.domain.OnPending;
import dev.latchkey.core.domain.Route;
import dev.latchkey.core.domain.Validity;
import dev.latchkey.core.domain.ValidityLimits;
import dev.latchkey.core.memory.InMemoryStores;
import dev.latchkey.core.memory.Samples;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.jspecify.annotations.Nullable;

/** All use cases on in-memory stores, with keys of at most 365 days. */
final class UseCaseFixture {
  static final Instant NOW = Samples.NOW;
  static final ValidityLimits LIMITS = new ValidityLimits(365, 365);
  static final Route ROUTE = new Route("orders", "live", "GET", "/orders");

  final InMemoryStores stores = new InMemoryStores();
  final KeyFactory keyFactory = new KeyFactory(new SecureRandom(), "lk", LIMITS);
  final RegisterDataApi register =
      new RegisterDataApi(stores.dataApis(), stores.keys(), keyFactory, DomainScope.ALL);
  final CreateKey create = new CreateKey(stores.keys(), stores.dataApis(), keyFactory);
  final ExtendKey extend = new ExtendKey(stores.keys(), LIMITS);
  final EditKey edit = new EditKey(stores.keys(), LIMITS);
  final RotateKey rotate = new RotateKey(stores.keys(), keyFactory);
  final SuspendKey suspend = new SuspendKey(stores.keys());
  final ResumeKey resume = new ResumeKey(stores.keys());
  final RevokeKey revoke = new RevokeKey(stores.keys());
  final DeleteKey delete = new DeleteKey(stores.keys());
  final EditDataApi editDataApi =
      new EditDataApi(stores.dataApis(), stores.keys(), DomainScope.ALL);
  final DeleteDataApi deleteDataApi = new DeleteDataApi(stores.dataApis(), stores.keys());
  final VerifyKey verify = new VerifyKey(stores.reader(), List.of("lk", "old"));

  /** Registers a data API with a first key of 30 days. */
  RegisterDataApi.Registered registered() {
    return register(newDataApi(Samples.dataApiId(), days(30), null), Samples.change());
  }

  /** Creates an active key of 30 days with its own data API. */
  IssuedKey issued() {
    return registered().firstKey();
  }

  RegisterDataApi.Registered register(NewDataApi wanted, ChangeContext change) {
    return register.register(wanted, new ValidationErrors(), change);
  }

  IssuedKey create(NewKey wanted, ChangeContext change) {
    return create.create(wanted, new ValidationErrors(), change);
  }

  ExtendKey.Extended extend(
      KeyId keyId, int days, @Nullable IdempotencyKey idempotencyKey, ChangeContext change) {
    return extend.extend(
        new ExtendKey.Command(keyId, days, idempotencyKey), new ValidationErrors(), change);
  }

  ApiKey edit(KeyId keyId, KeyEdit edit, ChangeContext change) {
    return this.edit.edit(keyId, edit, new ValidationErrors(), change).key();
  }

  IssuedKey rotate(KeyId keyId, int graceHours, OnPending onPending, ChangeContext change) {
    return rotate.rotate(keyId, graceHours, onPending, new ValidationErrors(), change);
  }

  Verification verify(String text, Instant now) {
    return verify.verify(text, now, Deadline.in(Duration.ofSeconds(1)));
  }

  static NewDataApi newDataApi(
      String dataApiId, Validity validity, @Nullable IdempotencyKey idempotencyKey) {
    return newDataApi("sales", newKey(dataApiId, validity, idempotencyKey));
  }

  static NewDataApi newDataApi(String domain, NewKey firstKey) {
    FieldValues fields =
        FieldValues.NONE
            .with(DataApiFields.DATASET, "orders")
            .with(DataApiFields.ROUTES, List.of(ROUTE));
    return new NewDataApi(domain, fields, firstKey);
  }

  static NewKey newKey(DataApi dataApi, Validity validity) {
    return newKey(dataApi.dataApiId(), validity, null);
  }

  static NewKey newKey(
      String dataApiId, Validity validity, @Nullable IdempotencyKey idempotencyKey) {
    FieldValues fields =
        FieldValues.NONE
            .with(KeyFields.NAME, "batch job")
            .with(KeyFields.DESCRIPTION, "Reads at night");
    return new NewKey(dataApiId, fields, validity, idempotencyKey);
  }

  static Validity days(int days) {
    return new Validity.Days(days);
  }

  static IdempotencyKey idempotencyKey(String idempotencyKey, String body) {
    return IdempotencyKey.of(
        Samples.ADA.subject(), "POST /v1/x", idempotencyKey, body.getBytes(StandardCharsets.UTF_8));
  }

  static ChangeContext inDays(int days) {
    return Samples.change(NOW.plus(Duration.ofDays(days)));
  }

  static String reveal(IssuedKey issued) {
    KeyText text = Objects.requireNonNull(issued.text(), "the key's text was not shown");
    return text.reveal();
  }

  static void assertRefusal(RequestException.Reason reason, ThrowingCallable act) {
    assertRefusal(act)
        .matches(exception -> exception.reason() == reason, "has the reason " + reason);
  }

  static void assertInvalid(String pointer, String detail, ThrowingCallable act) {
    assertRefusal(act)
        .satisfies(
            exception ->
                assertThat(exception.errors())
                    .singleElement()
                    .satisfies(
                        error -> {
                          assertThat(error.name()).isEqualTo(pointer);
                          assertThat(error.detail()).contains(detail);
                        }));
  }

  static ThrowableAssertAlternative<RequestException> assertRefusal(ThrowingCallable act) {
    return assertThatExceptionOfType(RequestException.class).isThrownBy(act);
  }
}
