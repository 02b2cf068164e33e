package dev.latchkey.core.application;

import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.KeyUsage;
import dev.latchkey.core.domain.SecretVersion;
import dev.latchkey.core.domain.UsageDay;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A batch of requests, added up by key. Its order is fixed, so that a repeated delivery is written
 * in the same transactions. Not thread-safe.
 */
public final class UsageBatch {
  private final String id;
  private final SortedMap<String, OfKey> byKey = new TreeMap<>();

  /**
   * @param id identifies the batch; a repeated delivery has the same one
   */
  public UsageBatch(String id) {
    this.id = id;
  }

  /**
   * Adds allowed requests of one day.
   *
   * @param last the time of the last one
   */
  public void allowed(KeyId keyId, SecretVersion secret, Instant last, long count) {
    OfKey ofKey = of(keyId);
    KeyUsage usage = KeyUsage.at(last.truncatedTo(ChronoUnit.SECONDS), secret);
    ofKey.usage = ofKey.usage == null ? usage : ofKey.usage.and(usage);
    ofKey.add(new UsageDay(day(last), count, 0));
  }

  /** Adds denied requests of one day. */
  public void denied(KeyId keyId, Instant last, long count) {
    of(keyId).add(new UsageDay(day(last), 0, count));
  }

  /** Returns what identifies the batch. */
  public String id() {
    return id;
  }

  /** Returns what was added, by key ID. */
  public SortedMap<String, OfKey> byKey() {
    return byKey;
  }

  private OfKey of(KeyId keyId) {
    return byKey.computeIfAbsent(keyId.value(), value -> new OfKey(keyId));
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }

  /** The requests with one key. */
  public static final class OfKey {
    private final KeyId keyId;
    private final SortedMap<LocalDate, UsageDay> days = new TreeMap<>();
    private @Nullable KeyUsage usage;

    private OfKey(KeyId keyId) {
      this.keyId = keyId;
    }

    /** Returns the key's ID. */
    public KeyId keyId() {
      return keyId;
    }

    /** Returns when the key was used; {@code null} if all its requests were denied. */
    public @Nullable KeyUsage usage() {
      return usage;
    }

    /** Returns the numbers of requests, by day. */
    public SortedMap<LocalDate, UsageDay> days() {
      return days;
    }

    private void add(UsageDay day) {
      days.merge(day.date(), day, UsageDay::and);
    }
  }
}
