package dev.latchkey.testing.secretsmanager;

import dev.latchkey.local.template.Template;
import dev.latchkey.testing.dynamodb.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a role allows of Secrets Manager: one action on secrets with the tag {@code latchkey}.
 *
 * @param function the logical id of the function whose role says it
 * @param action such as {@code secretsmanager:DescribeSecret}
 */
public record SecretRight(String function, String action) implements Comparable<SecretRight> {
  private static final String SERVICE = "secretsmanager:";
  private static final Map<?, ?> TAGGED =
      Map.of("Null", Map.of("aws:ResourceTag/latchkey", "false"));

  /**
   * All that a template lets its functions do with secrets.
   *
   * @throws IllegalStateException if it allows more than secrets with the tag
   */
  public static Set<SecretRight> of(Template template) {
    Set<SecretRight> rights = new TreeSet<>();
    Statement.forEach(
        template,
        (function, statement) -> {
          for (Object action : list(Objects.requireNonNull(statement.get("Action")))) {
            if (("" + action).startsWith(SERVICE)) {
              requireTag(function, statement);
              rights.add(new SecretRight(function, "" + action));
            }
          }
        });
    return rights;
  }

  private static void requireTag(String function, Map<?, ?> statement) {
    if (!TAGGED.equals(statement.get("Condition"))
        || !("" + statement.get("Resource"))
            .matches("arn:aws:secretsmanager:[a-z0-9-]+:[0-9]+:secret:\\*")) {
      throw new IllegalStateException(function + " may use secrets without a tag: " + statement);
    }
  }

  private static List<?> list(Object value) {
    return value instanceof List<?> list ? list : List.of(value);
  }

  @Override
  public int compareTo(SecretRight other) {
    return toString().compareTo(other.toString());
  }
}
