package dev.latchkey.tests.architecture.broken.core.domain;

/** A secret, part of which breaks a rule. */
public final class Secret {

  public String reveal() {
    return "secret";
  }

  /** Breaks the rule it is named after. */
  static final class BreaksSecretsSayNothingOfThemselves {
    @Override
    public String toString() {
      return "secret";
    }
  }
}
