package dev.latchkey.console;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The page's modules as one script, so that a browser asks once: a call of a cold function for each
 * module, all at the same time, could exceed what an account may run at once.
 *
 * <p>This works because the modules keep three rules: they import each other by {@code import { a,
 * b } from './c.js';} on one line, they export with {@code export} before a declaration, and no two
 * of them declare the same name. A browser refuses a script that breaks the last.
 */
final class Bundle {
  private static final Pattern IMPORT =
      Pattern.compile("^import \\{[^}]*\\} from '\\./([a-z-]+\\.js)';\n", Pattern.MULTILINE);
  private static final Pattern EXPORT = Pattern.compile("^export (?=\\w)", Pattern.MULTILINE);

  private final UnaryOperator<String> reader;
  private final Set<String> begun = new LinkedHashSet<>();
  private final Map<String, String> modules = new LinkedHashMap<>();

  private Bundle(UnaryOperator<String> reader) {
    this.reader = reader;
  }

  /** The script that a module and all that it imports make; what is imported comes first. */
  static String of(String module, UnaryOperator<String> reader) {
    Bundle bundle = new Bundle(reader);
    bundle.add(module);
    return bundle.modules.entrySet().stream()
        .map(each -> "// " + each.getKey() + "\n" + each.getValue())
        .collect(Collectors.joining("\n"));
  }

  private void add(String module) {
    if (begun.add(module)) {
      String text = reader.apply(module);
      IMPORT.matcher(text).results().forEach(imported -> add(imported.group(1)));
      modules.put(module, EXPORT.matcher(IMPORT.matcher(text).replaceAll("")).replaceAll(""));
    }
  }
}
