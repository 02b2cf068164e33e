package dev.latchkey.core.domain;

import java.util.random.RandomGenerator;

/**
 * One registration of a data API.
 *
 * @param id the data API's ID, which can be registered again after deletion
 * @param domain the domain that it permanently belongs to
 * @param registration a random value that distinguishes registrations of the same ID
 */
public record DataApiRef(String id, String domain, String registration) {
  private static final int REGISTRATION_LENGTH = 16;

  /** Returns a new registration of a data API. */
  public static DataApiRef register(String id, String domain, RandomGenerator random) {
    return new DataApiRef(id, domain, Base62.random(random, REGISTRATION_LENGTH));
  }
}
