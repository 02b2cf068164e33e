package dev.latchkey.dynamodb;

import static dev.latchkey.dynamodb.Attributes.EXPIRES_AT;
import static dev.latchkey.dynamodb.Attributes.REVOKED_AT;

import dev.latchkey.key.KeyStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The names and values of a request's expressions, and the conditions made of them. Every name
 * stands behind a placeholder, since DynamoDB reserves many words.
 */
final class Terms {
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private final Map<String, String> names = new HashMap<>();
  private final Map<String, AttributeValue> values = new HashMap<>();

  Map<String, String> names() {
    return names;
  }

  /** The values, or {@code null} if there are none, which DynamoDB wants left out. */
  @Nullable Map<String, AttributeValue> values() {
    return values.isEmpty() ? null : values;
  }

  /** A placeholder for an attribute, or for a path such as {@code state.revoked_at}. */
  String name(String path) {
    List<String> placeholders = new ArrayList<>();
    for (String name : path.split("\\.", -1)) {
      placeholders.add("#" + name);
      names.put("#" + name, name);
    }
    return String.join(".", placeholders);
  }

  /** The projection on some attributes. */
  String names(List<String> attributes) {
    return attributes.stream().map(this::name).collect(Collectors.joining(", "));
  }

  /** A placeholder for anything that {@link Item#put} takes. */
  String value(Object value) {
    String placeholder = ":v" + values.size();
    values.put(placeholder, AttributeValues.of(value));
    return placeholder;
  }

  String present(String attribute) {
    return "attribute_exists(" + name(attribute) + ")";
  }

  String absent(String attribute) {
    return "attribute_not_exists(" + name(attribute) + ")";
  }

  /** The condition that an attribute is there, and of one of DynamoDB's types. */
  String type(String attribute, String type) {
    return "attribute_type(%s, %s)".formatted(name(attribute), value(type));
  }

  /** The condition that each of these is there, and a text. */
  String texts(String... attributes) {
    String text = value("S");
    return Stream.of(attributes)
        .map(attribute -> "attribute_type(%s, %s)".formatted(name(attribute), text))
        .collect(Collectors.joining(" AND "));
  }

  /** The condition that each of these is there, and a time from 1970 to the year 9999. */
  String times(String... attributes) {
    String first = value(Instant.EPOCH);
    String last = value(LAST);
    return Stream.of(attributes)
        .map(attribute -> "%s BETWEEN %s AND %s".formatted(name(attribute), first, last))
        .collect(Collectors.joining(" AND "));
  }

  String equal(String attribute, Object value) {
    return name(attribute) + " = " + value(value);
  }

  /** The condition that a text or bytes begin with others. */
  String beginsWith(String attribute, Object beginning) {
    return "begins_with(%s, %s)".formatted(name(attribute), value(beginning));
  }

  /** The condition that a key is in a state at an instant. */
  String is(KeyStatus status, Instant now) {
    return switch (status) {
      case REVOKED -> present(REVOKED_AT);
      case EXPIRED -> absent(REVOKED_AT) + " AND " + endsBy(now);
      case ACTIVE -> absent(REVOKED_AT) + " AND " + isAfter(EXPIRES_AT, now);
    };
  }

  /** The condition that a time is there, and after an instant. */
  String isAfter(String attribute, Instant now) {
    return name(attribute) + " > " + value(now);
  }

  /** The condition that a key's end is at an instant or before. */
  String endsBy(Instant latest) {
    return name(EXPIRES_AT) + " <= " + value(latest);
  }
}
