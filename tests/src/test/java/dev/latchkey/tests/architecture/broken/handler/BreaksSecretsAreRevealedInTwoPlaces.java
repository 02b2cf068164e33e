package dev.latchkey.tests.architecture.broken.handler;

import dev.latchkey.tests.architecture.broken.key.Secret;

/** Breaks the rule it is named after. */
final class BreaksSecretsAreRevealedInTwoPlaces {
  String leak(Secret secret) {
    return secret.reveal();
  }
}
