package dev.latchkey.tests.attack;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.RequestException.Reason;
import dev.latchkey.core.domain.EventKind;
import dev.latchkey.core.domain.KeyEvent;
import dev.latchkey.core.domain.KeyEvent.FieldChange;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One change of several that meet on a key, and what the rules say of it.
 *
 * @param kind what is asked
 * @param name the name that an edit gives, or the reason of a revocation
 * @param end the end that an edit or a new key gives
 * @param change who asks, each change as someone of its own
 */
record RacedChange(Kind kind, String name, Instant end, ChangeContext change) {
  static final int DAYS = 1;

  /** What is asked. */
  enum Kind {
    EXTEND(EventKind.EXTENDED),
    RENAME(EventKind.EDITED),
    MOVE_END(EventKind.EDITED),
    ROTATE(EventKind.ROTATED),
    REVOKE(EventKind.REVOKED),
    DELETE(EventKind.DELETED),
    CREATE_AGAIN(EventKind.CREATED);

    private final EventKind event;

    Kind(EventKind event) {
      this.event = event;
    }
  }

  /**
   * A key as its history tells it.
   *
   * @param reason why it was revoked, if it was
   * @param rotatedBy whose secret it has, if it was rotated
   * @param isDeleted whether an operator took it away, rather than TTL
   */
  record Life(
      boolean exists,
      String name,
      Instant end,
      @Nullable String reason,
      @Nullable String rotatedBy,
      boolean isDeleted) {
    static final Life NONE = new Life(false, "", Instant.EPOCH, null, null);

    Life(
        boolean exists,
        String name,
        Instant end,
        @Nullable String reason,
        @Nullable String rotatedBy) {
      this(exists, name, end, reason, rotatedBy, false);
    }

    private Life gone(boolean isDeleted) {
      return new Life(false, name, end, reason, rotatedBy, isDeleted);
    }
  }

  /** How a change ended. */
  sealed interface End {
    record Done() implements End {}

    /** It was done before, or by another, and nothing was to do. */
    record Nothing() implements End {}

    record Refused(Reason reason) implements End {}
  }

  /** How it must end in a state. */
  End endIn(Life life) {
    if (kind == Kind.CREATE_AGAIN && life.isDeleted()) {
      return new End.Refused(Reason.IDEMPOTENCY_KEY_SPENT);
    }
    if (kind == Kind.CREATE_AGAIN) {
      return life.exists() ? new End.Nothing() : new End.Done();
    }
    if (!life.exists()) {
      return new End.Refused(Reason.NOT_FOUND);
    }
    boolean isRevoked = life.reason() != null;
    boolean isExpired = !change.at().isBefore(life.end());
    return switch (kind) {
      case RENAME -> new End.Done();
      case REVOKE -> isRevoked ? new End.Nothing() : new End.Done();
      case DELETE -> isRevoked || isExpired ? new End.Done() : new End.Refused(Reason.KEY_ACTIVE);
      default ->
          isRevoked
              ? new End.Refused(Reason.KEY_REVOKED)
              : isExpired ? new End.Refused(Reason.KEY_EXPIRED) : new End.Done();
    };
  }

  /** The state after it was done, or nothing if its event does not tell of just that. */
  @Nullable Life after(Life before, KeyEvent event) {
    if (event.kind() != kind.event || !endIn(before).equals(new End.Done())) {
      return null;
    }
    Life after = after(before);
    boolean told =
        told(
                event,
                "name",
                before.exists() ? before.name() : null,
                after.exists() ? after.name() : null)
            && told(event, "expires_at", end(before), end(after))
            && told(
                event,
                "revoke_reason",
                before.exists() ? before.reason() : null,
                after.exists() ? after.reason() : null);
    return told ? after : null;
  }

  private Life after(Life before) {
    String reason = before.reason();
    return switch (kind) {
      case EXTEND ->
          new Life(
              true,
              before.name(),
              before.end().plus(Duration.ofDays(DAYS)),
              reason,
              before.rotatedBy());
      case RENAME -> new Life(true, name, before.end(), reason, before.rotatedBy());
      case MOVE_END -> new Life(true, before.name(), end, reason, before.rotatedBy());
      case ROTATE -> new Life(true, before.name(), before.end(), reason, change.by().subject());
      case REVOKE -> new Life(true, before.name(), before.end(), name, before.rotatedBy());
      case DELETE -> before.gone(true);
      case CREATE_AGAIN -> new Life(true, "k", end, null, change.by().subject());
    };
  }

  /** The state after TTL removed the key, or nothing if it must not. */
  static @Nullable Life afterTtl(Life before, Instant sweptAt) {
    return before.exists() && before.reason() == null && !before.end().isAfter(sweptAt)
        ? before.gone(false)
        : null;
  }

  private static @Nullable String end(Life life) {
    return life.exists() ? life.end().toString() : null;
  }

  private static boolean told(
      KeyEvent event, String field, @Nullable String from, @Nullable String to) {
    FieldChange told = event.changes().get(field);
    return Objects.equals(from, to)
        ? told == null
        : told != null && Objects.equals(told.from(), from) && Objects.equals(told.to(), to);
  }
}
