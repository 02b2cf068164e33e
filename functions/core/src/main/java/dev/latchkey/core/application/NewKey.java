package dev.latchkey.core.application;

import dev.latchkey.core.domain.ClientMadeKey;
import dev.latchkey.core.domain.FieldValues;
import dev.latchkey.core.domain.IdempotencyKey;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.Validity;
import org.jspecify.annotations.Nullable;

/**
 * A key to be created.
 *
 * @param dataApiId the ID of its data API
 * @param fields the fields that the operator set
 * @param validity how long it is valid
 * @param idempotencyKey the idempotency key, if the request had the header {@code Idempotency-Key}
 * @param clientMade its ID and the hash of its secret, if the client made it
 * @param deliverTo the ARN of the secret that receives its secret; {@code null} to show it
 */
public record NewKey(
    String dataApiId,
    FieldValues fields,
    Validity validity,
    @Nullable IdempotencyKey idempotencyKey,
    @Nullable ClientMadeKey clientMade,
    @Nullable String deliverTo) {

  /** A key that this service makes and shows. */
  public NewKey(
      String dataApiId,
      FieldValues fields,
      Validity validity,
      @Nullable IdempotencyKey idempotencyKey) {
    this(dataApiId, fields, validity, idempotencyKey, null, null);
  }

  /** Returns its ID if the request determines it; {@code null} if it is drawn at random. */
  @Nullable KeyId keyId() {
    if (clientMade != null) {
      return clientMade.keyId();
    }
    return idempotencyKey == null ? null : idempotencyKey.keyId();
  }

  /** Returns the digest of the request that the key stores; {@code null} if it stores none. */
  @Nullable String creation() {
    if (idempotencyKey == null) {
      return null;
    }
    return clientMade == null ? idempotencyKey.request() : idempotencyKey.scopeAndRequest();
  }
}
