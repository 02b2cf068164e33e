package dev.latchkey.usecase;

import dev.latchkey.key.Change;
import dev.latchkey.key.DataApi;
import dev.latchkey.key.DataApiStore;
import dev.latchkey.key.Fault;
import dev.latchkey.key.FieldError;
import dev.latchkey.key.Intent;
import dev.latchkey.key.IssuedKey;
import dev.latchkey.key.KeyLookup;
import dev.latchkey.key.KeyStore;
import dev.latchkey.key.Outcome;
import java.util.Optional;

/** Registers a data API together with its first key. */
public final class RegisterDataApi {
  private final DataApiStore dataApis;
  private final KeyStore keys;
  private final KeyMaker maker;

  public RegisterDataApi(DataApiStore dataApis, KeyStore keys, KeyMaker maker) {
    this.dataApis = dataApis;
    this.keys = keys;
    this.maker = maker;
  }

  /** A data API with its first key. */
  public record Registered(DataApi dataApi, IssuedKey firstKey) {}

  /**
   * The data API and its first key with its text; without, when the request repeats one that
   * registered it.
   *
   * @throws Fault {@code INVALID_REQUEST} for a validity out of bounds, {@code DATA_API_EXISTS} for
   *     an id that was ever used, {@code IDEMPOTENCY_KEY_REUSED} for a repeat with another body
   */
  public Registered register(NewDataApi wanted, Change change) {
    NewKey firstKey = wanted.firstKey();
    Optional<FieldError> problem = maker.problem(firstKey.validity(), "/key", change);
    if (problem.isPresent()) {
      return replay(firstKey).orElseThrow(() -> Fault.invalid(problem.get()));
    }
    DataApi dataApi =
        new DataApi(
            firstKey.dataApiId(),
            wanted.domain(),
            wanted.dataset(),
            wanted.description(),
            wanted.routes(),
            change.at(),
            change.by());
    KeyMaker.Made made = maker.make(firstKey, change);
    Outcome<?, DataApiStore.Conflict> outcome = dataApis.register(dataApi, made.stored(), change);
    if (outcome instanceof Outcome.Refused<?, DataApiStore.Conflict> refused) {
      return refused
          .found()
          .flatMap(conflict -> replay(firstKey, conflict))
          .orElseThrow(() -> Fault.of(Fault.Reason.DATA_API_EXISTS));
    }
    return new Registered(dataApi, new IssuedKey(made.stored().key(), made.text()));
  }

  private Optional<Registered> replay(NewKey firstKey) {
    Intent intent = firstKey.intent();
    return intent != null && keys.lookup(intent.keyId()) instanceof KeyLookup.Found found
        ? replay(
            firstKey,
            new DataApiStore.Conflict(
                dataApis.find(firstKey.dataApiId()), Optional.of(found.stored())))
        : Optional.empty();
  }

  private static Optional<Registered> replay(NewKey firstKey, DataApiStore.Conflict conflict) {
    return Replays.of(firstKey.intent(), conflict.key())
        .flatMap(key -> conflict.dataApi().map(dataApi -> new Registered(dataApi, key)));
  }
}
