package dev.latchkey.core.domain;

import org.jspecify.annotations.Nullable;

/**
 * The values by which people recognize a key in an event. Each is {@code null} if the key's item
 * has none.
 *
 * @param dataApiId the ID of its data API
 * @param name its name at the time of the event
 * @param hint the beginning of its text
 */
public record KeyLabel(@Nullable String dataApiId, @Nullable String name, @Nullable String hint) {
  /** The label of an event that is not about a key. */
  public static final KeyLabel NONE = new KeyLabel(null, null, null);

  /** Returns the label of a key. */
  public static KeyLabel of(ApiKey key) {
    return new KeyLabel(key.dataApiId(), key.fields().require(KeyFields.NAME), key.hint());
  }
}
