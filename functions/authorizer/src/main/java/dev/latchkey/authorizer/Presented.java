package dev.latchkey.authorizer;

/** What a request presents as its key. */
sealed interface Presented {

  /** One key, be it good or not. */
  record One(String text) implements Presented {}

  /** None. */
  record None() implements Presented {}

  /** Two different keys, or a header twice. */
  record Ambiguous() implements Presented {}
}
