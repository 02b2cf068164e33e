package dev.latchkey.usecase;

import dev.latchkey.key.Change;
import dev.latchkey.key.DataApi;
import dev.latchkey.key.DataApiLookup;
import dev.latchkey.key.Fault;
import dev.latchkey.key.FieldError;
import dev.latchkey.key.IssuedKey;
import dev.latchkey.key.KeyStore;
import dev.latchkey.key.Outcome;
import dev.latchkey.key.StoredKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
   *     bounds, {@code IDEMPOTENCY_KEY_REUSED} for a repeat with another body, {@code
   *     IDEMPOTENCY_KEY_SPENT} for a repeat after the key was deleted
   */
  public IssuedKey create(NewKey wanted, Change change) {
    Optional<DataApi> dataApi = dataApis.find(wanted.dataApiId());
    List<FieldError> problems = problems(wanted, dataApi.isPresent(), change);
    if (!problems.isEmpty()) {
      return Replays.find(wanted.intent(), keys)
          .map(Replays::shown)
          .orElseThrow(() -> Fault.invalid(problems));
    }
    KeyMaker.Made made = maker.make(wanted, dataApi.orElseThrow().registration(), change);
    Outcome<?, StoredKey> outcome = keys.create(made.stored(), change);
    if (outcome instanceof Outcome.Refused<?, StoredKey> refused) {
      return refused
          .found()
          .map(found -> Replays.of(wanted.intent(), found))
          .orElseThrow(() -> Replays.spent(wanted.intent()))
          .map(Replays::shown)
          .orElseThrow(() -> Fault.of(Fault.Reason.UNAVAILABLE));
    }
    return new IssuedKey(made.stored().key(), made.text());
  }

  private List<FieldError> problems(NewKey wanted, boolean hasDataApi, Change change) {
    List<FieldError> problems = new ArrayList<>();
    if (!hasDataApi) {
      problems.add(FieldError.pointer("/data_api_id", "must name a registered data API"));
    }
    maker.problem(wanted.validity(), "", change).ifPresent(problems::add);
    return problems;
  }
}
