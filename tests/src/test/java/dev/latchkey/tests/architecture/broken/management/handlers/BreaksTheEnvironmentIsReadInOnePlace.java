package dev.latchkey.tests.architecture.broken.management.handlers;

/** Breaks the rule it is named after. */
final class BreaksTheEnvironmentIsReadInOnePlace {
  String table() {
    return System.getenv("TABLE_NAME");
  }
}
