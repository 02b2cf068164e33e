package dev.latchkey.core.application;

import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.IssuedKey;
import dev.latchkey.core.domain.StoredKey;
import java.util.Optional;

/** Creates a further key for a registered data API. */
public final class CreateKey {
  private final KeyStore keys;
  private final DataApiFinder dataApis;
  private final KeyFactory maker;

  public CreateKey(KeyStore keys, DataApiFinder dataApis, KeyFactory maker) {
    this.keys = keys;
    this.dataApis = dataApis;
    this.maker = maker;
  }

  /**
   * The new key, with its text; without, when the request repeats one that created it.
   *
   * @param errors what is wrong with the request's form
   * @throws RequestException {@code INVALID_REQUEST} for these errors, a data API that is not
   *     registered or a validity out of bounds, {@code IDEMPOTENCY_KEY_REUSED} for a repeat with
   *     another body, {@code IDEMPOTENCY_KEY_SPENT} for a repeat after the key was deleted
   */
  public IssuedKey create(NewKey wanted, ValidationErrors errors, ChangeContext change) {
    boolean isWellFormed = errors.isEmpty();
    Optional<DataApi> dataApi = isWellFormed ? dataApis.find(wanted.dataApiId()) : Optional.empty();
    if (isWellFormed && dataApi.isEmpty()) {
      errors.add("/data_api_id", "must name a registered data API");
    }
    maker.check(wanted.validity(), "", change, errors);
    if (!errors.isEmpty()) {
      return IdempotentReplay.find(isWellFormed ? wanted.idempotencyKey() : null, keys)
          .map(IdempotentReplay::shown)
          .orElseThrow(errors::toFault);
    }
    KeyFactory.Made made = maker.make(wanted, dataApi.orElseThrow().ref(), change);
    WriteResult<?, StoredKey> outcome = keys.create(made.stored(), change);
    if (outcome instanceof WriteResult.Refused<?, StoredKey> refused) {
      return refused
          .found()
          .map(found -> IdempotentReplay.of(wanted.idempotencyKey(), found))
          .orElseThrow(() -> IdempotentReplay.spent(wanted.idempotencyKey()))
          .map(IdempotentReplay::shown)
          .orElseThrow(() -> RequestException.of(RequestException.Reason.UNAVAILABLE));
    }
    return new IssuedKey(made.stored().key(), made.text());
  }
}
