package dev.latchkey.core.application;

import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.KeyStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Selects the keys to list, and their order.
 *
 * @param dataApiId only keys of this data API; {@code null} for all
 * @param status only keys in this state; {@code null} for all of the order
 * @param judgedAt the instant at which states are judged, the same for all pages of a listing
 * @param filter what else the keys must have
 * @param order their order
 */
public record KeyQuery(
    @Nullable String dataApiId,
    @Nullable KeyStatus status,
    Instant judgedAt,
    KeyFilter filter,
    Order order) {

  /** An order of keys. */
  public enum Order {
    /** All keys, newest first. */
    CREATED_AT,
    /** Live keys only, next to expire first. Keys that expire in the same second have no order. */
    EXPIRES_AT
  }

  /** Selects keys by data API and state, newest first. */
  public KeyQuery(@Nullable String dataApiId, @Nullable KeyStatus status, Instant judgedAt) {
    this(dataApiId, status, judgedAt, KeyFilter.ALL, Order.CREATED_AT);
  }

  /** Returns the same query with another filter. */
  public KeyQuery with(KeyFilter other) {
    return new KeyQuery(dataApiId, status, judgedAt, other, order);
  }

  /** Returns whether a key is one of these. */
  public boolean matches(ApiKey key) {
    KeyStatus actual = key.status(judgedAt);
    return (dataApiId == null || dataApiId.equals(key.dataApiId()))
        && (status == null || status == actual)
        && (order == Order.CREATED_AT || actual.isLive())
        && filter.matches(key);
  }
}
