package dev.latchkey.core.application;

import dev.latchkey.core.domain.KeyStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which keys to list, newest first.
 *
 * @param dataApiId only this data API's
 * @param status only those in this state
 * @param judgedAt the instant at which states are judged, the same for all pages of a listing
 */
public record KeyQuery(@Nullable String dataApiId, @Nullable KeyStatus status, Instant judgedAt) {}
