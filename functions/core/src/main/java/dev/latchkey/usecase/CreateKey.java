package dev.latchkey.usecase;

import dev.latchkey.key.Change;
import dev.latchkey.key.DataApi;
import dev.latchkey.key.DataApiFinder;
import dev.latchkey.key.Fault;
import dev.latchkey.key.IssuedKey;
import dev.latchkey.key.KeyStore;
import dev.latchkey.key.Outcome;
import dev.latchkey.key.StoredKey;
import dev.latchkey.key.ValidationErrors;
import java.util.Optional;

/** Creates a further key for a registered data API. */
public final class CreateKey {
  private final KeyStore keys;
  private final DataApiFinder dataApis;
  private final KeyMaker maker;

  public CreateKey(KeyStore keys, DataApiFinder dataApis, KeyMaker maker) {
    this.keys = keys;
    this.dataApis = dataApis;
    this.maker = maker;
  }

  /**
   * The new key, with its text; without, when the request repeats one that created it.
   *
   * @param errors what is wrong with the request's form
   * @throws Fault {@code INVALID_REQUEST} for these errors, a data API that is not registered or a
   *     validity out of bounds, {@code IDEMPOTENCY_KEY_REUSED} for a repeat with another body,
   *     {@code IDEMPOTENCY_KEY_SPENT} for a repeat after the key was deleted
   */
  public IssuedKey create(NewKey wanted, ValidationErrors errors, Change change) {
    boolean isWellFormed = errors.isEmpty();
    Optional<DataApi> dataApi = isWellFormed ? dataApis.find(wanted.dataApiId()) : Optional.empty();
    if (isWellFormed && dataApi.isEmpty()) {
      errors.add("/data_api_id", "must name a registered data API");
    }
    maker.check(wanted.validity(), "", change, errors);
    if (!errors.isEmpty()) {
      return Replays.find(isWellFormed ? wanted.intent() : null, keys)
          .map(Replays::shown)
          .orElseThrow(errors::toFault);
    }
    KeyMaker.Made made = maker.make(wanted, dataApi.orElseThrow().ref(), change);
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
}
