package dev.latchkey.local.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A function's event source that is a schedule.
 *
 * @param function the function's logical id
 * @param functionArn the function's ARN
 * @param rate how often it is invoked
 * @param input the event that it receives
 */
public record ScheduleSource(String function, String functionArn, Duration rate, String input) {
  private static final Pattern RATE =
      Pattern.compile("rate\\(([1-9][0-9]{0,3}) (minute|hour|day)s?\\)");
  private static final String SCHEDULED_EVENT =
      "{\"version\":\"0\",\"detail-type\":\"Scheduled Event\",\"source\":\"aws.events\",\"detail\":{}}";

  static List<ScheduleSource> of(Resource resource, StackReferences references) {
    List<ScheduleSource> sources = new ArrayList<>();
    for (Value event : resource.properties().get("Events").entries().values()) {
      Value properties = event.get("Properties");
      if (event.get("Type").text().equals("Schedule") && properties.get("Enabled").bool(true)) {
        sources.add(
            new ScheduleSource(
                resource.logicalId(),
                references.functionArn(resource),
                rate(properties.get("Schedule")),
                properties.get("Input").text(SCHEDULED_EVENT)));
      }
    }
    return sources;
  }

  private static Duration rate(Value schedule) {
    Matcher rate = RATE.matcher(schedule.text());
    if (!rate.matches()) {
      throw schedule.wrong("is no rate in minutes, hours or days");
    }
    long number = Long.parseLong(rate.group(1));
    return switch (rate.group(2)) {
      case "minute" -> Duration.ofMinutes(number);
      case "hour" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }
}
