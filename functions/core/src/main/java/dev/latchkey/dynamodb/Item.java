package dev.latchkey.dynamodb;

import dev.latchkey.key.Actor;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item's attributes as plain values. The getters without {@code OrNull} throw {@link
 * IllegalStateException} for an attribute that is not there.
 */
final class Item {
  private final Map<String, AttributeValue> attributes;

  Item() {
    this(Map.of());
  }

  Item(Map<String, AttributeValue> attributes) {
    this.attributes = new HashMap<>(attributes);
  }

  Map<String, AttributeValue> attributes() {
    return attributes;
  }

  boolean has(String name) {
    return attributes.containsKey(name);
  }

  boolean isEmpty() {
    return attributes.isEmpty();
  }

  @Nullable AttributeValue get(String name) {
    return attributes.get(name);
  }

  String text(String name) {
    return require(name, textOrNull(name));
  }

  @Nullable String textOrNull(String name) {
    AttributeValue value = attributes.get(name);
    return value == null ? null : value.s();
  }

  Instant time(String name) {
    return require(name, timeOrNull(name));
  }

  /** A time, in whole seconds: parts of a second are somebody's who wrote past the API. */
  @Nullable Instant timeOrNull(String name) {
    AttributeValue value = attributes.get(name);
    if (value == null || value.n() == null) {
      return null;
    }
    int point = value.n().indexOf('.');
    String seconds = point < 0 ? value.n() : value.n().substring(0, point);
    return Instant.ofEpochSecond(Long.parseLong(seconds));
  }

  byte[] bytes(String name) {
    return require(name, bytesOrNull(name));
  }

  byte @Nullable [] bytesOrNull(String name) {
    AttributeValue value = attributes.get(name);
    return value == null || value.b() == null ? null : value.b().asByteArray();
  }

  Actor actor(Attributes.By by) {
    return new Actor(text(by.subject()), text(by.name()));
  }

  /** Adds a value, or nothing for {@code null}. */
  Item put(String name, @Nullable AttributeValue value) {
    if (value != null) {
      attributes.put(name, value);
    }
    return this;
  }

  /** Adds a text, or nothing for {@code null}. */
  Item put(String name, @Nullable String text) {
    return text == null ? this : put(name, value(text));
  }

  /** Adds a time, or nothing for {@code null}. */
  Item put(String name, @Nullable Instant time) {
    return time == null ? this : put(name, value(time));
  }

  /** Adds bytes, or nothing for {@code null}. */
  Item put(String name, byte @Nullable [] bytes) {
    return bytes == null ? this : put(name, value(bytes));
  }

  Item put(Attributes.By by, Actor actor) {
    return put(by.subject(), actor.subject()).put(by.name(), actor.name());
  }

  static AttributeValue value(String text) {
    return AttributeValue.fromS(text);
  }

  static AttributeValue value(Instant time) {
    return value(time.getEpochSecond());
  }

  static AttributeValue value(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }

  static AttributeValue value(byte[] bytes) {
    return AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
  }

  private static <T> T require(String name, @Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("An item has no " + name);
    }
    return value;
  }
}
