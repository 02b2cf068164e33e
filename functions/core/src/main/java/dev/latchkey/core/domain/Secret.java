package dev.latchkey.core.domain;

import java.util.random.RandomGenerator;

/**
 * The secret part of an API key: 43 Base62 characters, 256 bits. It has no {@code toString}, no
 * {@code equals} and no serialized form, so that nothing can print, compare or serialize it by
 * accident.
 */
public final class Secret {
  static final int LENGTH = 43;

  private final String characters;

  private Secret(String characters) {
    this.characters = characters;
  }

  /** A new secret, each character drawn uniformly. */
  public static Secret draw(RandomGenerator random) {
    return new Secret(Base62.random(random, LENGTH));
  }

  static Secret of(String characters) {
    return new Secret(characters);
  }

  /** The 43 characters themselves: for the one answer that shows them, and for hashing. */
  public String reveal() {
    return characters;
  }
}
