package dev.latchkey.management.http;

import dev.latchkey.core.domain.Notice;
import dev.latchkey.core.domain.NoticeKind;
import dev.latchkey.management.json.JsonObject;

/** Converts notices to JSON. */
public final class NoticeView {
  private NoticeView() {}

  /** Returns a notice as JSON. */
  public static JsonObject of(Notice notice) {
    boolean isExpired = notice.kind() == NoticeKind.EXPIRED;
    return new JsonObject()
        .with("event_id", notice.id().text())
        .with("kind", notice.kind().word())
        .with("key_id", notice.id().keyId().value())
        .with("at", notice.at())
        .with("domain", notice.domain())
        .with("data_api_id", notice.label().dataApiId())
        .with("name", notice.label().name())
        .with("hint", notice.label().hint())
        .with("owner", notice.owner())
        .with("expires_at", notice.expiresAt())
        .with("secret_since", notice.secretSince())
        .with("days", isExpired ? null : notice.days())
        .with("last_used_at", notice.lastUsedAt())
        .with("message", message(notice));
  }

  /** Returns the notice as sentences for people. */
  private static String message(Notice notice) {
    String key =
        "Key %s (%s) of data API %s "
            .formatted(notice.label().name(), notice.label().hint(), notice.label().dataApiId());
    String what =
        switch (notice.kind()) {
          case EXPIRING -> "expires at " + notice.expiresAt() + ".";
          case EXPIRED -> "expired at " + notice.expiresAt() + ".";
          case SECRET_OLD -> "has had its secret since " + notice.secretSince() + ". Rotate it.";
        };
    String use =
        notice.lastUsedAt() == null
            ? " No use is recorded."
            : " It was last used at " + notice.lastUsedAt() + ".";
    return key + what + use;
  }
}
