package dev.latchkey.core.application;

import dev.latchkey.core.domain.KeyStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Selects the keys to list, newest first.
 *
 * @param dataApiId only keys of this data API; {@code null} for all
 * @param status only keys in this state; {@code null} for all
 * @param judgedAt the instant at which states are judged, the same for all pages of a listing
 */
public record KeyQuery(@Nullable String dataApiId, @Nullable KeyStatus status, Instant judgedAt) {}
