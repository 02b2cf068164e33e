package dev.latchkey.core.application;

import dev.latchkey.core.domain.KeyText;
import java.time.Instant;

/**
 * A key in a vault, as apps read it.
 *
 * @param text its text with the secret
 * @param dataApiId the data API that its app may call
 * @param expiresAt its expiration at the time of delivery
 */
public record DeliveredKey(KeyText text, String dataApiId, Instant expiresAt) {}
