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
  private final KeyDelivery delivery;

  /** Creates keys that are delivered to no vault. */
  public CreateKey(KeyStore keys, DataApiFinder dataApis, KeyFactory keyFactory) {
    this(keys, dataApis, keyFactory, new NoVault());
  }

  public CreateKey(
      KeyStore keys, DataApiFinder dataApis, KeyFactory keyFactory, SecretVault vault) {
    this.keys = keys;
    this.dataApis = dataApis;
    this.keyFactory = keyFactory;
    this.delivery = new KeyDelivery(vault);
  }

  /**
   * Creates a key. Returns it with its text, or without if the client made it, a vault received it
   * or an earlier request with this idempotency key created it.
   *
   * @param errors form errors found so far
   * @throws RequestException {@code INVALID_REQUEST} for these errors, an unregistered data API, a
   *     missing claim, fields that are too long together, a validity out of range or a secret of
   *     the vault that does not take the key, {@code NOT_DELIVERED} if the vault may not have the
   *     key, which exists, {@code IDEMPOTENCY_KEY_REUSED} for a repeat with a different body,
   *     {@code IDEMPOTENCY_KEY_SPENT} for a repeat after the key was deleted, {@code KEY_EXISTS}
   *     for an ID that the client chose and that belongs to another key, or to a deleted one
   */
  public IssuedKey create(NewKey wanted, ValidationErrors errors, ChangeContext change) {
    boolean isWellFormed = errors.isEmpty();
    Optional<DataApi> dataApi = isWellFormed ? dataApis.find(wanted.dataApiId()) : Optional.empty();
    if (isWellFormed && dataApi.isEmpty()) {
      errors.add("/data_api_id", "must name a registered data API");
    }
    dataApi.ifPresent(found -> KeyFactory.requireClaims(wanted, found.fields(), "", errors));
    keyFactory.check(wanted, "", change, errors);
    Optional<VaultSecret> target =
        dataApi.isEmpty()
            ? Optional.empty()
            : delivery.check(wanted.deliverTo(), wanted.dataApiId(), "", errors);
    if (!errors.isEmpty()) {
      return (isWellFormed ? IdempotentReplay.find(wanted, keys) : Optional.<StoredKey>empty())
          .map(found -> delivery.replayed(found, target))
          .orElseThrow(errors::toException);
    }
    KeyFactory.Made created = keyFactory.create(wanted, dataApi.orElseThrow().ref(), change);
    WriteResult<?, StoredKey> result = keys.create(created.stored(), change);
    if (result instanceof WriteResult.Refused<?, StoredKey> refused) {
      return refused
          .found()
          .flatMap(found -> IdempotentReplay.of(wanted, found))
          .map(found -> delivery.replayed(found, target))
          .orElseThrow(() -> IdempotentReplay.taken(wanted));
    }
    return delivery.deliver(new IssuedKey(created.stored().key(), created.text()));
  }
}
