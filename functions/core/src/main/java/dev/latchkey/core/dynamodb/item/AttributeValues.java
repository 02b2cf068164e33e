package dev.latchkey.core.dynamodb.item;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Converts between the plain values of an {@link Item} and the SDK's attribute values. */
public final class AttributeValues {
  private AttributeValues() {}

  /** Returns the item with these SDK values. */
  public static Item item(Map<String, AttributeValue> attributes) {
    return new Item(map(attributes));
  }

  /** Returns the SDK values of a primary key. */
  public static Map<String, AttributeValue> of(ItemKey key) {
    return Map.of(
        Attributes.PK,
        AttributeValue.fromS(key.pk()),
        Attributes.SK,
        AttributeValue.fromS(key.sk()));
  }

  /** Returns the SDK values of an item. */
  public static Map<String, AttributeValue> of(Item item) {
    Map<String, AttributeValue> attributes = new HashMap<>();
    item.values().forEach((name, value) -> attributes.put(name, of(value)));
    return attributes;
  }

  /**
   * Returns the SDK value of any value that {@link Item#plain} accepts.
   *
   * @throws IllegalArgumentException for an unsupported type
   */
  public static AttributeValue of(Object value) {
    Object plain = Item.plain(value);
    if (plain instanceof String text) {
      return AttributeValue.fromS(text);
    }
    if (plain instanceof BigDecimal number) {
      return AttributeValue.fromN(number.toPlainString());
    }
    if (plain instanceof byte[] bytes) {
      return AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
    }
    if (plain instanceof Boolean bool) {
      return AttributeValue.fromBool(bool);
    }
    if (plain instanceof List<?> list) {
      return AttributeValue.fromL(list.stream().map(AttributeValues::of).toList());
    }
    if (plain instanceof Map<?, ?> map) {
      Map<String, AttributeValue> members = new HashMap<>();
      map.forEach((name, member) -> members.put((String) name, of(member)));
      return AttributeValue.fromM(members);
    }
    throw new IllegalArgumentException(
        "Unsupported type of value: " + plain.getClass().getSimpleName());
  }

  private static Map<String, Object> map(Map<String, AttributeValue> attributes) {
    Map<String, Object> values = new HashMap<>();
    attributes.forEach((name, value) -> values.put(name, plain(value)));
    return values;
  }

  private static Object plain(AttributeValue value) {
    return switch (value.type()) {
      case S -> value.s();
      case N -> new BigDecimal(value.n());
      case B -> value.b().asByteArray();
      case BOOL -> value.bool();
      case M -> map(value.m());
      case L -> value.l().stream().map(AttributeValues::plain).toList();
      case SS -> set(value.ss());
      case NS -> set(value.ns().stream().map(BigDecimal::new).toList());
      case BS -> set(value.bs().stream().map(SdkBytes::asByteArray).toList());
      default -> Item.NULL;
    };
  }

  private static Set<Object> set(Collection<?> values) {
    return new LinkedHashSet<>(values);
  }
}
