package dev.latchkey.handler;

import dev.latchkey.key.Operator;
import dev.latchkey.key.Permission;

/** What a call asks of whoever makes it. */
enum Access {
  /** To be signed in, with or without a role. */
  SIGNED_IN,
  /** To have a role that may list and see. */
  READ,
  /** To have a role that may make, change and end things. */
  MANAGE;

  boolean isGivenTo(Operator operator) {
    return switch (this) {
      case SIGNED_IN -> true;
      case READ -> operator.permissions().contains(Permission.READ);
      case MANAGE -> operator.permissions().contains(Permission.MANAGE);
    };
  }
}
