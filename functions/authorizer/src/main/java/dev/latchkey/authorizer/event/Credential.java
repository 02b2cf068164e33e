package dev.latchkey.authorizer.event;

/** The credential that a request carries. */
public sealed interface Credential {

  /** One key, not verified yet. */
  record One(String text) implements Credential {}

  /** No key. */
  record None() implements Credential {}

  /** Two different keys, or a repeated header. */
  record Ambiguous() implements Credential {}
}
