package dev.latchkey.operator;

import java.io.IOException;

/** Where a provider's present keys come from. */
@FunctionalInterface
interface KeySource {

  /**
   * The keys.
   *
   * @throws IOException if they cannot be had, or what is had is no key set
   */
  PublishedKeys fetch() throws IOException;
}
