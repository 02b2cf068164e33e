package dev.latchkey.key;

/** What an operator may do. */
public enum Permission {
  /** List and see keys, data APIs and their histories. */
  READ,
  /** Make, change and end keys and data APIs. */
  MANAGE
}
