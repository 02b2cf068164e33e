package dev.latchkey.usecase;

import dev.latchkey.key.Change;
import dev.latchkey.key.DataApiLookup;
import dev.latchkey.key.Fault;
import dev.latchkey.key.FieldError;
import dev.latchkey.key.Intent;
import dev.latchkey.key.IssuedKey;
import dev.latchkey.key.KeyLookup;
import dev.latchkey.key.KeyStore;
import dev.latchkey.key.Outcome;
import dev.latchkey.key.StoredKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a further key for a data API that exists. */
public final class CreateKey {
  private final KeyStore keys;
  private final DataApiLookup dataApis;
  private final KeyMaker maker;

  public CreateKey(KeyStore keys, DataApiLookup dataApis, KeyMaker maker) {
    this.keys = keys;
    this.dataApis = dataApis;
    this.maker = maker;
  }

  /**
   * The new key, with its text; without, when the request repeats one that made it.
   *
   * @throws Fault {@code INVALID_REQUEST} for a data API that is not there or a validity out of
   *     bounds, {@code IDEMPOTENCY_KEY_REUSED} for a repeat with another body
   */
  public IssuedKey create(NewKey wanted, Change change) {
    List<FieldError> problems = problems(wanted, change);
    if (!problems.isEmpty()) {
      return replay(wanted.intent()).orElseThrow(() -> Fault.invalid(problems));
    }
    KeyMaker.Made made = maker.make(wanted, change);
    Outcome<?, StoredKey> outcome = keys.create(made.stored(), change);
    if (outcome instanceof Outcome.Refused<?, StoredKey> refused) {
      return Replays.of(wanted.intent(), refused.found())
          .orElseThrow(() -> Fault.of(Fault.Reason.UNAVAILABLE));
    }
    return new IssuedKey(made.stored().key(), made.text());
  }

  private List<FieldError> problems(NewKey wanted, Change change) {
    List<FieldError> problems = new ArrayList<>();
    if (dataApis.find(wanted.dataApiId()).isEmpty()) {
      problems.add(FieldError.pointer("/data_api_id", "must name a registered data API"));
    }
    maker.problem(wanted.validity(), "", change).ifPresent(problems::add);
    return problems;
  }

  private Optional<IssuedKey> replay(@Nullable Intent intent) {
    return intent != null && keys.lookup(intent.keyId()) instanceof KeyLookup.Found found
        ? Replays.of(intent, Optional.of(found.stored()))
        : Optional.empty();
  }
}
