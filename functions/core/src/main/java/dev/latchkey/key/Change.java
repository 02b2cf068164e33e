package dev.latchkey.key;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One act of one operator, carried by the write that it leads to. The id tells a write that the SDK
 * repeats after the first had won from another one.
 *
 * @param id the request's id
 * @param by who
 * @param at when, in whole seconds; the instant by which the write judges a key's state
 */
public record Change(String id, Actor by, Instant at) {
  public Change {
    at = at.truncatedTo(ChronoUnit.SECONDS);
  }
}
