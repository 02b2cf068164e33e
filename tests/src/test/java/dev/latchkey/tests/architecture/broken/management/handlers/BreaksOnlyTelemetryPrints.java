package dev.latchkey.tests.architecture.broken.management.handlers;

/** Breaks the rule it is named after. */
final class BreaksOnlyTelemetryPrints {
  void print() {
    System.out.println("printed");
  }
}
