package dev.latchkey.core.domain;

import java.util.Locale;

/** What an operator may do. */
public enum Permission {
  /** List and see keys, data APIs and their histories. */
  READ,
  /** Make, change and end keys and data APIs. */
  MANAGE;

  /** The word that the API uses. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether this permission includes another: an operator who may manage may read. */
  public boolean implies(Permission other) {
    return this == other || this == MANAGE;
  }
}
