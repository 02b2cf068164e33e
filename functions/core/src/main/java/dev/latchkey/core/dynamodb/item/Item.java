package dev.latchkey.core.dynamodb.item;

import static dev.latchkey.core.dynamodb.item.Attributes.NAME;
import static dev.latchkey.core.dynamodb.item.Attributes.SUBJECT;

import dev.latchkey.core.domain.Actor;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An item, or a map within one, as plain values: {@code String}, {@code BigDecimal}, {@code
 * Boolean}, {@code byte[]}, {@code List}, {@code Set} (DynamoDB's set types), {@code Map}, and
 * {@link #NULL}. Getters without {@code OrNull} throw {@link IllegalStateException} if the value is
 * absent or has another type.
 *
 * <p>Names may be paths: {@code state.revoked_at} is the member {@code revoked_at} of the map
 * {@code state}. No attribute of the table has a dot in its name.
 */
public final class Item {
  /** DynamoDB's NULL. */
  public static final Object NULL =
      new Object() {
        @Override
        public String toString() {
          return "NULL";
        }
      };

  private static final BigDecimal FIRST_SECOND =
      BigDecimal.valueOf(Instant.parse("0000-01-01T00:00:00Z").getEpochSecond());
  private static final BigDecimal LAST_SECOND =
      BigDecimal.valueOf(Instant.parse("9999-12-31T23:59:59Z").getEpochSecond());

  private final Map<String, Object> values;

  public Item() {
    this(new HashMap<>());
  }

  /**
   * @param values the item's values, not copied
   */
  public Item(Map<String, Object> values) {
    this.values = values;
  }

  /** Returns the attributes by name. */
  public Map<String, Object> values() {
    return values;
  }

  /** Returns whether there are no attributes. */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** Returns whether an attribute exists. */
  public boolean has(String path) {
    return get(path) != null;
  }

  /** Returns the value at a path; {@code null} if there is none. */
  public @Nullable Object get(String path) {
    Object value = values;
    int start = 0;
    for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', start)) {
      value = member(value, path.substring(start, dot));
      start = dot + 1;
    }
    return member(value, path.substring(start));
  }

  private static @Nullable Object member(@Nullable Object value, String name) {
    return value instanceof Map<?, ?> map ? map.get(name) : null;
  }

  /** Returns the map with a name. */
  public Item map(String name) {
    return require(name, asItem(values.get(name)).orElse(null));
  }

  /** Returns a required string. */
  public String text(String path) {
    return require(path, textOrNull(path));
  }

  public @Nullable String textOrNull(String path) {
    return get(path) instanceof String text ? text : null;
  }

  /** Returns the strings of a required list. */
  public List<String> texts(String path) {
    List<?> list = require(path, get(path) instanceof List<?> values ? values : null);
    return list.stream().map(value -> require(path, value instanceof String s ? s : null)).toList();
  }

  /** Returns a required whole number. */
  public long number(String path) {
    return require(path, get(path) instanceof BigDecimal number ? number : null).longValue();
  }

  /** Returns a required time, in whole seconds. */
  public Instant time(String path) {
    return require(path, timeOrNull(path));
  }

  /**
   * Returns a time in whole seconds. Latchkey writes no fractions; out-of-band writes may.
   *
   * @throws IllegalStateException if the number is not a time from the year 0 to 9999
   */
  public @Nullable Instant timeOrNull(String path) {
    if (!(get(path) instanceof BigDecimal number)) {
      return null;
    }
    if (number.compareTo(FIRST_SECOND) < 0 || number.compareTo(LAST_SECOND) > 0) {
      throw new IllegalStateException("The item's " + path + " is not a time.");
    }
    return Instant.ofEpochSecond(number.longValue());
  }

  /** Returns required bytes. */
  public byte[] bytes(String path) {
    return require(path, bytesOrNull(path));
  }

  /** Returns bytes; {@code null} if there are none. */
  public byte @Nullable [] bytesOrNull(String path) {
    return get(path) instanceof byte[] bytes ? bytes : null;
  }

  /** Returns a required actor. */
  public Actor actor(String path) {
    Item actor = require(path, asItem(get(path)).orElse(null));
    return new Actor(actor.text(SUBJECT), actor.text(NAME));
  }

  /** Sets a value; changes nothing for {@code null}. */
  public Item put(String path, @Nullable Object value) {
    if (value == null) {
      return this;
    }
    int dot = path.indexOf('.');
    if (dot < 0) {
      values.put(path, plain(value));
    } else {
      new Item(inner(path.substring(0, dot))).put(path.substring(dot + 1), value);
    }
    return this;
  }

  /** Returns a value as an item stores it: times as epoch seconds, actors as maps. */
  public static Object plain(Object value) {
    if (value instanceof Instant time) {
      return BigDecimal.valueOf(time.getEpochSecond());
    }
    if (value instanceof Integer || value instanceof Long) {
      return BigDecimal.valueOf(((Number) value).longValue());
    }
    return value instanceof Actor actor
        ? Map.of(SUBJECT, actor.subject(), NAME, actor.name())
        : value;
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> inner(String name) {
    return (Map<String, Object>) values.computeIfAbsent(name, n -> new HashMap<String, Object>());
  }

  @SuppressWarnings("unchecked")
  private static Optional<Item> asItem(@Nullable Object value) {
    return value instanceof Map<?, ?> map
        ? Optional.of(new Item((Map<String, Object>) map))
        : Optional.empty();
  }

  private static <T> T require(String path, @Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("The item lacks " + path + ".");
    }
    return value;
  }
}
