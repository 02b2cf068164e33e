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
import dev.latchkey.key.StoredKey;
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
   *     an ID that is taken or was in another domain, {@code IDEMPOTENCY_KEY_REUSED} for a repeat
   *     with another body, {@code IDEMPOTENCY_KEY_SPENT} for a repeat after the data API or its
   *     first key was deleted
   */
  public Registered register(NewDataApi wanted, Change change) {
    NewKey firstKey = wanted.firstKey();
    Optional<FieldError> problem = maker.problem(firstKey.validity(), "/key", change);
    if (problem.isPresent()) {
      return Replays.find(firstKey.intent(), keys)
          .map(key -> replay(key, dataApis.find(firstKey.dataApiId())))
          .orElseThrow(() -> Fault.invalid(problem.get()));
    }
    DataApi dataApi =
        new DataApi(
            firstKey.dataApiId(),
            wanted.domain(),
            wanted.dataset(),
            wanted.description(),
            wanted.routes(),
            change.at(),
            change.by(),
            maker.newRegistration());
    KeyMaker.Made made = maker.make(firstKey, dataApi.registration(), change);
    Outcome<?, DataApiStore.Conflict> outcome = dataApis.register(dataApi, made.stored(), change);
    if (outcome instanceof Outcome.Refused<?, DataApiStore.Conflict> refused) {
      return refused
          .found()
          .flatMap(conflict -> replay(firstKey, conflict))
          .orElseThrow(() -> Fault.of(Fault.Reason.DATA_API_EXISTS));
    }
    return new Registered(dataApi, new IssuedKey(made.stored().key(), made.text()));
  }

  private static Optional<Registered> replay(NewKey firstKey, DataApiStore.Conflict conflict) {
    Intent intent = firstKey.intent();
    if (intent != null && conflict.key() instanceof KeyLookup.Deleted) {
      throw Replays.spent(intent);
    }
    return conflict.key() instanceof KeyLookup.Found found
        ? Replays.of(intent, found.stored()).map(key -> replay(key, conflict.dataApi()))
        : Optional.empty();
  }

  /** A registration that was carried out before, unless its data API was deleted since. */
  private static Registered replay(StoredKey firstKey, Optional<DataApi> dataApi) {
    return dataApi
        .filter(found -> found.registration().equals(firstKey.registration()))
        .map(found -> new Registered(found, Replays.shown(firstKey)))
        .orElseThrow(() -> Fault.of(Fault.Reason.IDEMPOTENCY_KEY_SPENT));
  }
}
