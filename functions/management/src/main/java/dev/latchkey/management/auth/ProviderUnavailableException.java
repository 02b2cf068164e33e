package dev.latchkey.management.auth;

import org.jspecify.annotations.Nullable;

/** The provider's keys are unavailable, so a token cannot be verified. */
public final class ProviderUnavailableException extends Exception {
  ProviderUnavailableException(@Nullable Throwable cause) {
    super("the identity provider's keys are unavailable", cause, false, false);
  }
}
