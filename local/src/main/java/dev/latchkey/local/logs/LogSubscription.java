package dev.latchkey.local.logs;

import dev.latchkey.local.template.FunctionDefinition;
import dev.latchkey.local.template.LogSource;
import dev.latchkey.local.template.Template;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A function that gets the lines of others.
 *
 * @param source what the template says of it
 * @param writers the functions that write to the log group, as printed lines name them
 * @param pattern which of their lines it gets
 */
record LogSubscription(LogSource source, Set<String> writers, FilterPattern pattern) {

  static LogSubscription of(Template template, LogSource source) {
    return new LogSubscription(
        source,
        template.functions().stream()
            .filter(function -> function.logGroup().equals(source.logGroup()))
            .map(FunctionDefinition::logicalId)
            .map(function -> template.stack() + " " + function)
            .collect(Collectors.toUnmodifiableSet()),
        FilterPattern.parse(source.filterPattern()));
  }

  boolean wants(String writer, String line) {
    return writers.contains(writer) && pattern.matches(line);
  }
}
