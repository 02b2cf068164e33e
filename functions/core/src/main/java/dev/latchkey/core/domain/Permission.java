package dev.latchkey.core.domain;

import java.util.Locale;

/** A permission of an operator. */
public enum Permission {
  /** List and view keys, data APIs and their audit logs. */
  READ,
  /** Create, change, revoke and delete keys and data APIs. */
  MANAGE;

  /** Returns the word that the API uses. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns whether this permission includes another: {@code MANAGE} includes {@code READ}. */
  public boolean implies(Permission other) {
    return this == other || this == MANAGE;
  }
}
