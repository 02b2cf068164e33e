package dev.latchkey.usecase;

import dev.latchkey.key.Change;
import dev.latchkey.key.Creation;
import dev.latchkey.key.DataApi;
import dev.latchkey.key.DataApiStore;
import dev.latchkey.key.Fault;
import dev.latchkey.key.Intent;
import dev.latchkey.key.IssuedKey;
import dev.latchkey.key.KeyLookup;
import dev.latchkey.key.KeyStore;
import dev.latchkey.key.Outcome;
import dev.latchkey.key.StoredKey;
import dev.latchkey.key.ValidationErrors;
import java.util.List;
import java.util.Optional;

/** Registers a data API together with its first key. */
public final class RegisterDataApi {
  private final DataApiStore dataApis;
  private final KeyStore keys;
  private final KeyMaker maker;
  private final OverlappingRoutes overlappingRoutes;

  public RegisterDataApi(DataApiStore dataApis, KeyStore keys, KeyMaker maker) {
    this.dataApis = dataApis;
    this.keys = keys;
    this.maker = maker;
    this.overlappingRoutes = new OverlappingRoutes(dataApis);
  }

  /**
   * A data API with its first key.
   *
   * @param warnings a sentence for each other data API whose routes overlap
   */
  public record Registered(DataApi dataApi, IssuedKey firstKey, List<String> warnings) {
    Registered with(List<String> newWarnings) {
      return new Registered(dataApi, firstKey, newWarnings);
    }
  }

  /**
   * The data API and its first key with its text; without, when the request repeats one that
   * registered it.
   *
   * @param errors what is wrong with the request's form
   * @throws Fault {@code INVALID_REQUEST} for these errors or a validity out of bounds, {@code
   *     DATA_API_EXISTS} for an ID that is taken or was in another domain, {@code
   *     IDEMPOTENCY_KEY_REUSED} for a repeat with another body, {@code IDEMPOTENCY_KEY_SPENT} for a
   *     repeat after the data API or its first key was deleted
   */
  public Registered register(NewDataApi wanted, ValidationErrors errors, Change change) {
    NewKey firstKey = wanted.firstKey();
    boolean isWellFormed = errors.isEmpty();
    maker.check(firstKey.validity(), "/key", change, errors);
    if (!errors.isEmpty()) {
      return Replays.find(isWellFormed ? firstKey.intent() : null, keys)
          .map(key -> replay(key, dataApis.find(firstKey.dataApiId())))
          .orElseThrow(errors::toFault);
    }
    DataApi dataApi =
        DataApi.registered(
            maker.register(firstKey.dataApiId(), wanted.domain()),
            wanted.fields(),
            new Creation(change.at(), change.by()));
    List<String> warnings = overlappingRoutes.warnings(firstKey.dataApiId(), dataApi.routes());
    KeyMaker.Made made = maker.make(firstKey, dataApi.ref(), change);
    Outcome<?, DataApiStore.Conflict> outcome = dataApis.register(dataApi, made.stored(), change);
    if (outcome instanceof Outcome.Refused<?, DataApiStore.Conflict> refused) {
      return refused
          .found()
          .flatMap(conflict -> replay(firstKey, conflict))
          .map(replayed -> replayed.with(warnings))
          .orElseThrow(() -> Fault.of(Fault.Reason.DATA_API_EXISTS));
    }
    return new Registered(dataApi, new IssuedKey(made.stored().key(), made.text()), warnings);
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
        .filter(found -> found.ref().equals(firstKey.key().dataApi()))
        .map(found -> new Registered(found, Replays.shown(firstKey), List.of()))
        .orElseThrow(() -> Fault.of(Fault.Reason.IDEMPOTENCY_KEY_SPENT));
  }
}
