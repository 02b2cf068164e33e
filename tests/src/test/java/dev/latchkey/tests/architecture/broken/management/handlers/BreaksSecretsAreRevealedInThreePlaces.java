package dev.latchkey.tests.architecture.broken.management.handlers;

import dev.latchkey.tests.architecture.broken.core.domain.Secret;

/** Breaks the rule it is named after. */
final class BreaksSecretsAreRevealedInThreePlaces {
  String leak(Secret secret) {
    return secret.reveal();
  }
}
