package dev.latchkey.management.http;

import dev.latchkey.core.application.UsageStore;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.KeyUsage;
import dev.latchkey.core.domain.UsageDay;
import dev.latchkey.management.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Converts usage to JSON. */
public final class UsageView {
  private UsageView() {}

  /** Returns a key's usage with its days as JSON. */
  public static JsonObject of(ApiKey key, UsageStore.Report report, Instant now) {
    return new JsonObject()
        .with("usage", of(key, report.usage().orElse(null), now))
        .with("days", report.days().stream().map(UsageView::day).toList());
  }

  /**
   * Returns when a key was used as JSON. The use of a secret before the last rotation is not shown,
   * since that was another secret.
   *
   * @param usage {@code null} if no use is recorded
   */
  public static JsonObject of(ApiKey key, @Nullable KeyUsage usage, Instant now) {
    Instant kept = now.minus(Duration.ofDays(UsageStore.TOTAL_DAYS));
    Instant created = key.creation().at();
    Instant recorded = created.isAfter(kept) ? created : kept;
    if (usage == null) {
      return new JsonObject().with("recorded_since", recorded);
    }
    Instant previous = usage.previousSecretLastUsedAt();
    Instant rotated = key.rotatedAt();
    boolean isOfPrevious = previous != null && rotated != null && !previous.isBefore(rotated);
    return new JsonObject()
        .with("first_used_at", usage.firstUsedAt())
        .with("last_used_at", usage.lastUsedAt())
        .with("previous_secret_last_used_at", isOfPrevious ? previous : null)
        .with(
            "recorded_since",
            usage.firstUsedAt().isBefore(recorded) ? usage.firstUsedAt() : recorded);
  }

  private static JsonObject day(UsageDay day) {
    return new JsonObject()
        .with("date", day.date().toString())
        .with("allowed", day.allowed())
        .with("denied", day.denied());
  }
}
