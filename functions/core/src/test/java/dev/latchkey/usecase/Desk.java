package dev.latchkey.usecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.key.ApiKey;
import dev.latchkey.key.Change;
import dev.latchkey.key.DataApi;
import dev.latchkey.key.DataApiFields;
import dev.latchkey.key.Deadline;
import dev.latchkey.key.Fault;
import dev.latchkey.key.FieldValues;
import dev.latchkey.key.Intent;
import dev.latchkey.key.IssuedKey;
import dev.latchkey.key.KeyEdit;
import dev.latchkey.key.KeyFields;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyText;
import dev.latchkey.key.OnPending;
import dev.latchkey.key.Route;
import dev.latchkey.key.ValidationErrors;
import dev.latchkey.key.Validity;
import dev.latchkey.key.ValidityLimits;
import dev.latchkey.memory.InMemoryStores;
import dev.latchkey.memory.Samples;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.jspecify.annotations.Nullable;

/** All use cases over stores in memory, with keys of at most 365 days. */
final class Desk {
  static final Instant NOW = Samples.NOW;
  static final ValidityLimits LIMITS = new ValidityLimits(365, 365);
  static final Route ROUTE = new Route("orders", "live", "GET", "/orders");

  final InMemoryStores stores = new InMemoryStores();
  final KeyMaker maker = new KeyMaker(new SecureRandom(), "lk", LIMITS);
  final RegisterDataApi register = new RegisterDataApi(stores.dataApis(), stores.keys(), maker);
  final CreateKey create = new CreateKey(stores.keys(), stores.dataApis(), maker);
  final ExtendKey extend = new ExtendKey(stores.keys(), LIMITS);
  final EditKey edit = new EditKey(stores.keys(), LIMITS);
  final RotateKey rotate = new RotateKey(stores.keys(), maker);
  final RevokeKey revoke = new RevokeKey(stores.keys());
  final DeleteKey delete = new DeleteKey(stores.keys());
  final EditDataApi editDataApi = new EditDataApi(stores.dataApis());
  final DeleteDataApi deleteDataApi = new DeleteDataApi(stores.dataApis(), stores.keys());
  final VerifyKey verify = new VerifyKey(stores.reader(), List.of("lk", "old"));

  /** A registered data API with its first key of 30 days. */
  RegisterDataApi.Registered registered() {
    return register(newDataApi(Samples.dataApiId(), days(30), null), Samples.change());
  }

  /** An active key of a data API of its own, of 30 days. */
  IssuedKey issued() {
    return registered().firstKey();
  }

  RegisterDataApi.Registered register(NewDataApi wanted, Change change) {
    return register.register(wanted, new ValidationErrors(), change);
  }

  IssuedKey create(NewKey wanted, Change change) {
    return create.create(wanted, new ValidationErrors(), change);
  }

  ExtendKey.Extended extend(KeyId keyId, int days, @Nullable Intent intent, Change change) {
    return extend.extend(new ExtendCommand(keyId, days, intent), new ValidationErrors(), change);
  }

  ApiKey edit(KeyId keyId, KeyEdit edit, Change change) {
    return this.edit.edit(keyId, edit, new ValidationErrors(), change);
  }

  IssuedKey rotate(KeyId keyId, int graceHours, OnPending onPending, Change change) {
    return rotate.rotate(keyId, graceHours, onPending, new ValidationErrors(), change);
  }

  Verification verify(String text, Instant now) {
    return verify.verify(text, now, Deadline.in(Duration.ofSeconds(1)));
  }

  static NewDataApi newDataApi(String dataApiId, Validity validity, @Nullable Intent intent) {
    return newDataApi("sales", newKey(dataApiId, validity, intent));
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

  static NewKey newKey(String dataApiId, Validity validity, @Nullable Intent intent) {
    FieldValues fields =
        FieldValues.NONE
            .with(KeyFields.NAME, "batch job")
            .with(KeyFields.DESCRIPTION, "Reads at night");
    return new NewKey(dataApiId, fields, validity, intent);
  }

  static Validity days(int days) {
    return new Validity.Days(days);
  }

  static Intent intent(String idempotencyKey, String body) {
    return Intent.of(
        Samples.ADA.subject(), "POST /v1/x", idempotencyKey, body.getBytes(StandardCharsets.UTF_8));
  }

  static Change inDays(int days) {
    return Samples.change(NOW.plus(Duration.ofDays(days)));
  }

  static String reveal(IssuedKey issued) {
    KeyText text = Objects.requireNonNull(issued.text(), "the key's text was not shown");
    return text.reveal();
  }

  static void assertFault(Fault.Reason reason, ThrowingCallable act) {
    assertFault(act).matches(fault -> fault.reason() == reason, "has the reason " + reason);
  }

  static void assertInvalid(String pointer, String detail, ThrowingCallable act) {
    assertFault(act)
        .satisfies(
            fault ->
                assertThat(fault.errors())
                    .singleElement()
                    .satisfies(
                        error -> {
                          assertThat(error.name()).isEqualTo(pointer);
                          assertThat(error.detail()).contains(detail);
                        }));
  }

  static ThrowableAssertAlternative<Fault> assertFault(ThrowingCallable act) {
    return assertThatExceptionOfType(Fault.class).isThrownBy(act);
  }
}
