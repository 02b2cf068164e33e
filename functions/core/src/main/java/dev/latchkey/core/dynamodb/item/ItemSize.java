package dev.latchkey.core.dynamodb.item;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;

/** Computes the size of items as DynamoDB counts it, in bytes. */
public final class ItemSize {
  /** The overhead of a list or a map, and of each of its members. */
  private static final int CONTAINER = 3;

  private static final int MEMBER = 1;

  /** The maximum size of a number. */
  private static final int NUMBER = 21;

  private ItemSize() {}

  /** Returns the size of an item. */
  public static int of(Item item) {
    return members(item.values());
  }

  /** Returns the size of a plain value. */
  public static int of(Object value) {
    if (value instanceof String text) {
      return text.getBytes(StandardCharsets.UTF_8).length;
    }
    if (value instanceof byte[] bytes) {
      return bytes.length;
    }
    if (value instanceof Map<?, ?> map) {
      return CONTAINER + MEMBER * map.size() + members(map);
    }
    if (value instanceof Collection<?> list) {
      return CONTAINER + list.stream().mapToInt(member -> MEMBER + of(member)).sum();
    }
    return value instanceof Number ? NUMBER : MEMBER;
  }

  private static int members(Map<?, ?> map) {
    return map.entrySet().stream()
        .mapToInt(member -> of(member.getKey()) + of(member.getValue()))
        .sum();
  }
}
