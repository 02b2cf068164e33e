package dev.latchkey.management.cloudformation;

import dev.latchkey.core.application.ValidationErrors;
import dev.latchkey.management.json.JsonDocument;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The properties of a resource as the body of a request to the management API: the same fields, in
 * PascalCase. CloudFormation sends numbers and truth values as strings.
 */
final class ResourceProperties {
  private static final String SECRET_ARN = "SecretArn";
  private static final String DELIVER_TO = "deliver_to";

  /** The properties that are CloudFormation's own. */
  private static final Set<String> OF_CLOUDFORMATION = Set.of("ServiceToken", "ServiceTimeout");

  /** The fields whose members have names that users choose. */
  private static final Set<String> WITH_OWN_NAMES = Set.of("tags", "claims");

  private static final Set<String> NUMBERS = Set.of("validity_days", "calls");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");
  private static final Pattern PASCAL = Pattern.compile("[A-Z][A-Za-z0-9]*");

  private ResourceProperties() {}

  /**
   * Returns the body of a request.
   *
   * @param type the type of the resource
   * @param errors receives an error for each name that is not one of a property
   */
  static Map<String, Object> body(
      ResourceType type, Map<String, Object> properties, ValidationErrors errors) {
    Map<String, Object> own = new HashMap<>(properties);
    own.keySet().removeAll(OF_CLOUDFORMATION);
    Object secretArn = own.remove(SECRET_ARN);
    Map<String, Object> body = new HashMap<>(members(own, "", errors));
    errors.add("/" + DELIVER_TO + "/secret_arn", secretArn == null ? "is required" : null);
    if (secretArn != null) {
      Map<String, Object> target = Map.of("secret_arn", secretArn);
      if (type.key().isEmpty()) {
        body.put(DELIVER_TO, target);
      } else if (body.getOrDefault(type.key(), Map.of()) instanceof Map<?, ?> key) {
        body.put(type.key(), with(key, target));
      }
    }
    return body;
  }

  private static Map<String, Object> with(Map<?, ?> key, Map<String, Object> target) {
    Map<String, Object> all = new HashMap<>();
    key.forEach((name, value) -> all.put((String) name, value));
    all.put(DELIVER_TO, target);
    return all;
  }

  private static Map<String, Object> members(
      Map<?, ?> properties, String pointer, ValidationErrors errors) {
    Map<String, Object> members = new HashMap<>();
    properties.forEach(
        (property, value) -> {
          String name = (String) property;
          if (isPascal(name) && !name.equals("DeliverTo")) {
            String member = snake(name);
            members.put(member, value(member, value, pointer + "/" + member, errors));
          } else {
            // In quotes, so that the name is shown as it is.
            errors.add(
                JsonDocument.pointer(pointer, '"' + name + '"'),
                "is not a property of this resource");
          }
        });
    return members;
  }

  private static Object value(
      String member, Object value, String pointer, ValidationErrors errors) {
    if (value instanceof Map<?, ?> properties) {
      return WITH_OWN_NAMES.contains(member) ? properties : members(properties, pointer, errors);
    }
    if (value instanceof List<?> elements) {
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < elements.size(); i++) {
        values.add(value(member, elements.get(i), pointer + "/" + i, errors));
      }
      return values;
    }
    return NUMBERS.contains(member)
            && value instanceof String text
            && NUMBER.matcher(text).matches()
        ? new BigInteger(text)
        : value;
  }

  /**
   * Returns the name of a property from the JSON Pointer into the body, such as {@code
   * Key.ValidityDays} or {@code Routes.0.Path}.
   */
  static String path(String pointer) {
    String of = pointer.replaceFirst("^(/key)?/" + DELIVER_TO + "(/secret_arn)?$", "/secret_arn");
    boolean[] hasOwnNames = {false};
    return Stream.of(of.substring(1).split("/", -1))
        .map(
            part -> {
              String name = hasOwnNames[0] ? part : pascal(part);
              hasOwnNames[0] |= WITH_OWN_NAMES.contains(part);
              return name.replace("~1", "/").replace("~0", "~");
            })
        .collect(Collectors.joining("."));
  }

  /** Returns whether a name is that of a field in PascalCase, and no other spelling of it. */
  private static boolean isPascal(String name) {
    return PASCAL.matcher(name).matches() && pascal(snake(name)).equals(name);
  }

  private static String snake(String name) {
    return name.replaceAll("(?<!^)([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  private static String pascal(String member) {
    return member.matches("[a-z0-9_]+")
        ? Stream.of(member.split("_", -1))
            .filter(word -> !word.isEmpty())
            .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
            .collect(Collectors.joining())
        : member;
  }
}
