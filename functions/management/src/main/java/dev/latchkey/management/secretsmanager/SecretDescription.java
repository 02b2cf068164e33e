package dev.latchkey.management.secretsmanager;

import dev.latchkey.core.application.SecretVault.Label;
import dev.latchkey.core.application.VaultSecret;
import java.math.BigInteger;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads responses of {@code DescribeSecret}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html">DescribeSecret</a>
 */
final class SecretDescription {
  /** The tag that names the data API. */
  private static final String TAG = "latchkey";

  private static final Pattern RATE = Pattern.compile("rate\\(([1-9][0-9]{0,3}) (hour|day)s?\\)");

  private SecretDescription() {}

  static VaultSecret read(Map<?, ?> secret) {
    return new VaultSecret(
        text(secret, "ARN"),
        text(secret, "Name"),
        dataApiId(secret),
        secret.get("DeletedDate") instanceof Number,
        versions(secret),
        secret.get("RotationRules") instanceof Map<?, ?> rules ? interval(rules) : null);
  }

  /** Returns the staging label of Secrets Manager. */
  static String stage(Label label) {
    return "AWS" + label.name();
  }

  private static String text(Map<?, ?> members, String name) {
    return members.get(name) instanceof String text ? text : "";
  }

  private static @Nullable String dataApiId(Map<?, ?> secret) {
    return list(secret.get("Tags")).stream()
        .filter(tag -> tag instanceof Map<?, ?> members && text(members, "Key").equals(TAG))
        .map(tag -> text((Map<?, ?>) tag, "Value"))
        .findFirst()
        .orElse(null);
  }

  private static Map<String, Set<Label>> versions(Map<?, ?> secret) {
    Map<String, Set<Label>> versions = new HashMap<>();
    if (secret.get("VersionIdsToStages") instanceof Map<?, ?> stages) {
      stages.forEach((id, names) -> versions.put((String) id, labels(list(names))));
    }
    return versions;
  }

  private static Set<Label> labels(List<?> stages) {
    return Stream.of(Label.values())
        .filter(label -> stages.contains(stage(label)))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  /** Returns the time between two rotations; {@code null} for a cron schedule. */
  private static @Nullable Duration interval(Map<?, ?> rules) {
    Matcher rate = RATE.matcher(text(rules, "ScheduleExpression"));
    if (rate.matches()) {
      int number = Integer.parseInt(rate.group(1));
      return rate.group(2).equals("hour") ? Duration.ofHours(number) : Duration.ofDays(number);
    }
    return rules.get("AutomaticallyAfterDays") instanceof BigInteger days
        ? Duration.ofDays(days.intValueExact())
        : null;
  }
}
