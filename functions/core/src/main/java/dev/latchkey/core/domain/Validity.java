package dev.latchkey.core.domain;

import java.time.Instant;

/** How long a new key shall live, as its maker put it. */
public sealed interface Validity {

  /** Whole days of 86,400 seconds from now. */
  record Days(int days) implements Validity {}

  /** Until an instant, in whole seconds. */
  record Until(Instant end) implements Validity {}

  /** Not said: the deployment's default. */
  record Unstated() implements Validity {}
}
