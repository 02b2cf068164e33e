package dev.latchkey.core.domain;

import java.util.random.RandomGenerator;

/**
 * The secret part of an API key: 43 Base62 characters, 256 bits. It has no {@code toString}, {@code
 * equals} or serialized form, so that it cannot be printed, compared or serialized by accident.
 */
public final class Secret {
  static final int LENGTH = 43;

  private final String characters;

  private Secret(String characters) {
    this.characters = characters;
  }

  /** Returns a new random secret, uniformly distributed. */
  public static Secret draw(RandomGenerator random) {
    return new Secret(Base62.random(random, LENGTH));
  }

  static Secret of(String characters) {
    return new Secret(characters);
  }

  /** Returns the 43 characters, only for hashing and for the response that shows them. */
  public String reveal() {
    return characters;
  }
}
