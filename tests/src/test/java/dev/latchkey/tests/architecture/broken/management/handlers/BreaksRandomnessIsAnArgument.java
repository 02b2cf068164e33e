package dev.latchkey.tests.architecture.broken.management.handlers;

import java.util.UUID;

/** Breaks the rule it is named after. */
final class BreaksRandomnessIsAnArgument {
  UUID id() {
    return UUID.randomUUID();
  }
}
