package dev.latchkey.core.application;

import dev.latchkey.core.domain.EventKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Selects the events of all keys and data APIs to list, newest first. Each part that is {@code
 * null} selects all.
 *
 * @param domain only events of this domain
 * @param dataApiId only events of this data API and its keys
 * @param by only changes by the operator of this subject or name
 * @param kind only changes of this kind
 * @param since only events at this instant or later
 */
public record EventQuery(
    @Nullable String domain,
    @Nullable String dataApiId,
    @Nullable String by,
    @Nullable EventKind kind,
    @Nullable Instant since) {
  /** All events. */
  public static final EventQuery ALL = new EventQuery(null, null, null, null, null);
}
