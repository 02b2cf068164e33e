package dev.latchkey.core.dynamodb.expression;

import static dev.latchkey.core.dynamodb.item.Attributes.EXPIRES_AT;
import static dev.latchkey.core.dynamodb.item.Attributes.REVOKED_AT;
import static dev.latchkey.core.dynamodb.item.Attributes.SUSPENDED_AT;

import dev.latchkey.core.domain.KeyStatus;
import dev.latchkey.core.dynamodb.item.AttributeValues;
import dev.latchkey.core.dynamodb.item.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Builds conditions, and collects the names and values of a request's expressions. Every name is
 * replaced by a placeholder, since DynamoDB reserves many words.
 */
public final class ExpressionBuilder {
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private final Map<String, String> names = new HashMap<>();
  private final Map<String, AttributeValue> values = new HashMap<>();

  /** Returns all placeholders of names, for the request. */
  public Map<String, String> names() {
    return names;
  }

  /** Returns the values; {@code null} if there are none, because DynamoDB rejects an empty map. */
  public @Nullable Map<String, AttributeValue> values() {
    return values.isEmpty() ? null : values;
  }

  /** Returns the placeholder of an attribute, or of a path such as {@code state.revoked_at}. */
  public String name(String path) {
    List<String> placeholders = new ArrayList<>();
    for (String name : path.split("\\.", -1)) {
      placeholders.add("#" + name);
      names.put("#" + name, name);
    }
    return String.join(".", placeholders);
  }

  /** Returns the projection of some attributes. */
  public String names(List<String> attributes) {
    return attributes.stream().map(this::name).collect(Collectors.joining(", "));
  }

  /** Returns the placeholder of a value that {@link Item#put} accepts. */
  public String value(Object value) {
    String placeholder = ":v" + values.size();
    values.put(placeholder, AttributeValues.of(value));
    return placeholder;
  }

  /** Returns the condition that an attribute exists. */
  public String present(String attribute) {
    return "attribute_exists(" + name(attribute) + ")";
  }

  /** Returns the condition that an attribute does not exist. */
  public String absent(String attribute) {
    return "attribute_not_exists(" + name(attribute) + ")";
  }

  /** Returns the condition that an attribute exists and has a DynamoDB type. */
  public String type(String attribute, String type) {
    return "attribute_type(%s, %s)".formatted(name(attribute), value(type));
  }

  /** Returns the condition that each attribute exists and is a string. */
  public String texts(String... attributes) {
    String text = value("S");
    return Stream.of(attributes)
        .map(attribute -> "attribute_type(%s, %s)".formatted(name(attribute), text))
        .collect(Collectors.joining(" AND "));
  }

  /** Returns the condition that each attribute exists and is a time from 1970 to the year 9999. */
  public String times(String... attributes) {
    String first = value(Instant.EPOCH);
    String last = value(LAST);
    return Stream.of(attributes)
        .map(attribute -> "%s BETWEEN %s AND %s".formatted(name(attribute), first, last))
        .collect(Collectors.joining(" AND "));
  }

  /** Returns the condition that an attribute has one of some values. There must be at least one. */
  public String isIn(String attribute, Collection<String> values) {
    return name(attribute)
        + values.stream().map(this::value).collect(Collectors.joining(", ", " IN (", ")"));
  }

  /** Returns the condition that an attribute has a value. */
  public String equal(String attribute, Object value) {
    return name(attribute) + " = " + value(value);
  }

  /** Returns the condition that a member of a map has a value. Its name may be any text. */
  public String memberEqual(String map, String member, Object value) {
    String placeholder = "#m" + names.size();
    names.put(placeholder, member);
    return "%s.%s = %s".formatted(name(map), placeholder, value(value));
  }

  /** Returns the condition that an attribute does not have a value. */
  public String differs(String attribute, Object value) {
    return name(attribute) + " <> " + value(value);
  }

  /** Returns the condition that a string or binary value begins with another. */
  public String beginsWith(String attribute, Object beginning) {
    return "begins_with(%s, %s)".formatted(name(attribute), value(beginning));
  }

  /** Returns the condition that a key is in a state at an instant. */
  public String is(KeyStatus status, Instant now) {
    return switch (status) {
      case REVOKED -> present(REVOKED_AT);
      case EXPIRED -> absent(REVOKED_AT) + " AND " + expiresBy(now);
      case SUSPENDED -> isLive(now) + " AND " + present(SUSPENDED_AT);
      case ACTIVE -> isLive(now) + " AND " + absent(SUSPENDED_AT);
    };
  }

  /** Returns the condition that a key is live at an instant: neither revoked nor expired. */
  public String isLive(Instant now) {
    return absent(REVOKED_AT) + " AND " + isAfter(EXPIRES_AT, now);
  }

  /** Returns the condition that an attribute has a value or a greater one. */
  public String isAtLeast(String attribute, Object value) {
    return name(attribute) + " >= " + value(value);
  }

  /** Returns the condition that a time exists and is after an instant. */
  public String isAfter(String attribute, Instant now) {
    return name(attribute) + " > " + value(now);
  }

  /** Returns the condition that a time exists and is before an instant. */
  public String isBefore(String attribute, Instant end) {
    return name(attribute) + " < " + value(end);
  }

  /** Returns the condition that a time is between two instants, or one of them. */
  public String isBetween(String attribute, Instant first, Instant last) {
    return "%s BETWEEN %s AND %s".formatted(name(attribute), value(first), value(last));
  }

  /** Returns the condition that a key expires at an instant or before. */
  public String expiresBy(Instant latest) {
    return name(EXPIRES_AT) + " <= " + value(latest);
  }
}
