package dev.latchkey.core.application;

import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.IssuedKey;
import dev.latchkey.core.domain.StoredKey;
import java.util.Optional;

/** Creates a key for a registered data API. */
public final class CreateKey {
  private final KeyStore keys;
  private final DataApiFinder dataApis;
  private final KeyFactory keyFactory;

  public CreateKey(KeyStore keys, DataApiFinder dataApis, KeyFactory keyFactory) {
    this.keys = keys;
    this.dataApis = dataApis;
    this.keyFactory = keyFactory;
  }

  /**
   * Creates a key. Returns it with its text, or without if an earlier request with this idempotency
   * key created it.
   *
   * @param errors form errors found so far
   * @throws RequestException {@code INVALID_REQUEST} for these errors, an unregistered data API, a
   *     missing claim, fields that are too long together or a validity out of range, {@code
   *     IDEMPOTENCY_KEY_REUSED} for a repeat with a different body, {@code IDEMPOTENCY_KEY_SPENT}
   *     for a repeat after the key was deleted
   */
  public IssuedKey create(NewKey wanted, ValidationErrors errors, ChangeContext change) {
    boolean isWellFormed = errors.isEmpty();
    Optional<DataApi> dataApi = isWellFormed ? dataApis.find(wanted.dataApiId()) : Optional.empty();
    if (isWellFormed && dataApi.isEmpty()) {
      errors.add("/data_api_id", "must name a registered data API");
    }
    dataApi.ifPresent(found -> KeyFactory.requireClaims(wanted, found.fields(), "", errors));
    keyFactory.check(wanted, "", change, errors);
    if (!errors.isEmpty()) {
      return IdempotentReplay.find(isWellFormed ? wanted.idempotencyKey() : null, keys)
          .map(IdempotentReplay::shown)
          .orElseThrow(errors::toException);
    }
    KeyFactory.Made created = keyFactory.create(wanted, dataApi.orElseThrow().ref(), change);
    WriteResult<?, StoredKey> result = keys.create(created.stored(), change);
    if (result instanceof WriteResult.Refused<?, StoredKey> refused) {
      return refused
          .found()
          .map(found -> IdempotentReplay.of(wanted.idempotencyKey(), found))
          .orElseThrow(() -> IdempotentReplay.spent(wanted.idempotencyKey()))
          .map(IdempotentReplay::shown)
          .orElseThrow(() -> RequestException.of(RequestException.Reason.UNAVAILABLE));
    }
    return new IssuedKey(created.stored().key(), created.text());
  }
}
