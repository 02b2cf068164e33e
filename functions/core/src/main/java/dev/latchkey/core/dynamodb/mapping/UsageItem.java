package dev.latchkey.core.dynamodb.mapping;

import static dev.latchkey.core.dynamodb.item.Attributes.ALLOWED;
import static dev.latchkey.core.dynamodb.item.Attributes.DENIED;
import static dev.latchkey.core.dynamodb.item.Attributes.FIRST_USED_AT;
import static dev.latchkey.core.dynamodb.item.Attributes.LAST_USED_AT;
import static dev.latchkey.core.dynamodb.item.Attributes.PK;
import static dev.latchkey.core.dynamodb.item.Attributes.PREVIOUS_SECRET_LAST_USED_AT;
import static dev.latchkey.core.dynamodb.item.Attributes.SK;
import static dev.latchkey.core.dynamodb.item.Attributes.USAGE_DAY_SK;
import static dev.latchkey.core.dynamodb.item.Attributes.USED;

import dev.latchkey.core.domain.KeyUsage;
import dev.latchkey.core.domain.UsageDay;
import dev.latchkey.core.dynamodb.item.Item;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Reads the usage of keys from items. An item that was changed out of band counts as far as it can
 * be read.
 */
public final class UsageItem {
  /** The attributes of an item that says when a key was used. */
  public static final List<String> TOTAL =
      List.of(PK, SK, FIRST_USED_AT, LAST_USED_AT, PREVIOUS_SECRET_LAST_USED_AT);

  /** The attributes of all items of a key. */
  public static final List<String> ALL =
      List.of(PK, SK, FIRST_USED_AT, LAST_USED_AT, PREVIOUS_SECRET_LAST_USED_AT, ALLOWED, DENIED);

  private UsageItem() {}

  /** Returns when a key was used; empty if the item does not say. */
  public static Optional<KeyUsage> total(Item item) {
    Instant first = item.timeOrNull(FIRST_USED_AT);
    Instant last = item.timeOrNull(LAST_USED_AT);
    return first == null || last == null
        ? Optional.empty()
        : Optional.of(new KeyUsage(first, last, item.timeOrNull(PREVIOUS_SECRET_LAST_USED_AT)));
  }

  /** Returns a day's numbers of requests; empty for another item. */
  public static Optional<UsageDay> day(Item item) {
    String sk = item.text(SK);
    if (!sk.startsWith(USAGE_DAY_SK)) {
      return Optional.empty();
    }
    try {
      LocalDate date = LocalDate.parse(sk.substring(USAGE_DAY_SK.length()));
      return Optional.of(new UsageDay(date, number(item, ALLOWED), number(item, DENIED)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Returns how many requests of a quota are taken. */
  public static long taken(Item item) {
    return number(item, USED);
  }

  private static long number(Item item, String name) {
    return item.get(name) instanceof BigDecimal number ? number.longValue() : 0;
  }
}
