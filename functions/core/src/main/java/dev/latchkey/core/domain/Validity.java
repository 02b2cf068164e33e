package dev.latchkey.core.domain;

import java.time.Instant;

/** The requested validity of a new key. */
public sealed interface Validity {

  /** A number of days of 86,400 seconds from now. */
  record Days(int days) implements Validity {}

  /** An expiration, in whole seconds. */
  record Until(Instant expiresAt) implements Validity {}

  /** Not given: the deployment's default applies. */
  record Unstated() implements Validity {}
}
