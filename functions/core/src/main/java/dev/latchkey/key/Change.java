package dev.latchkey.key;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One act of one operator, carried by the write that it leads to. The id tells a write that the SDK
 * repeats after the first had won from another one.
 *
 * @param id the request's id
 * @param by who
 * @param moment when, as exactly as the clock tells; it orders what is made within one second
 */
public record Change(String id, Actor by, Instant moment) {

  /** When, in whole seconds; the instant by which the write judges a key's state. */
  public Instant at() {
    return moment.truncatedTo(ChronoUnit.SECONDS);
  }
}
