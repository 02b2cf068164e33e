package dev.latchkey.authorizer.event;

/** What a request presents as its key. */
public sealed interface Credential {

  /** One key, be it good or not. */
  record One(String text) implements Credential {}

  /** None. */
  record None() implements Credential {}

  /** Two different keys, or a header twice. */
  record Ambiguous() implements Credential {}
}
