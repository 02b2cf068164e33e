package dev.latchkey.tests.architecture.broken.management.handlers;

import java.time.Instant;

/** Breaks the rule it is named after. */
final class BreaksTimeIsAnArgument {
  Instant now() {
    return Instant.now();
  }
}
