package dev.latchkey.management.auth;

import org.jspecify.annotations.Nullable;

/**
 * Whether a token is acceptable cannot be known, since the provider cannot be asked for its keys.
 */
public final class ProviderUnavailableException extends Exception {
  ProviderUnavailableException(@Nullable Throwable cause) {
    super("the identity provider cannot be asked for its keys", cause, false, false);
  }
}
