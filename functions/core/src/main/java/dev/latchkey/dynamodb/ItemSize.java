package dev.latchkey.dynamodb;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How many bytes DynamoDB counts. */
final class ItemSize {
  /** What a list or a map takes besides its members, and what each member takes besides itself. */
  private static final int CONTAINER = 3;

  private static final int MEMBER = 1;

  /** The most that a number takes. */
  private static final int NUMBER = 21;

  private ItemSize() {}

  /** The size of an event's item, which has no bytes and no sets. */
  static int of(Map<String, AttributeValue> item) {
    return item.entrySet().stream().mapToInt(it -> of(it.getKey()) + of(it.getValue())).sum();
  }

  /** The size of a text. */
  static int of(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** The size of a value of an event: a text, a number, a flag, a list or a map. */
  static int of(AttributeValue value) {
    if (value.hasM()) {
      return CONTAINER + MEMBER * value.m().size() + of(value.m());
    }
    if (value.hasL()) {
      return CONTAINER + value.l().stream().mapToInt(member -> MEMBER + of(member)).sum();
    }
    return value.s() != null ? of(value.s()) : value.n() != null ? NUMBER : MEMBER;
  }
}
