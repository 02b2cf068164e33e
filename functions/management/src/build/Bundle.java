import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes the console as it is served: {@code java Bundle.java SOURCE TARGET}. The build of the
 * management functions runs it.
 *
 * <p>A browser loads the page, one style sheet, one script and the icon. With a request for each
 * module, all at the same time, cold functions could exceed an account's concurrency limit. The
 * page names the others in a folder {@code app-<version>/}, where the version is a digest of them,
 * so a browser may cache them.
 *
 * <p>Modules keep four rules: an import is one line {@code import { a, b } from './c.js';}, an
 * export is {@code export} before a declaration, no two modules declare the same name, and no
 * template literal has several lines. A module that breaks a rule fails the build. Indentation, and
 * comments that have lines of their own, are left out.
 */
final class Bundle {
  private static final Pattern IMPORT =
      Pattern.compile("^import \\{[^}]*\\} from '\\./([a-z-]+\\.js)';\n", Pattern.MULTILINE);
  private static final Pattern EXPORT = Pattern.compile("^export (?=\\w)", Pattern.MULTILINE);
  private static final Pattern COMMENT =
      Pattern.compile("^ *(?:/\\*\\*[^*]*+(?:\\*(?!/)[^*]*+)*+\\*/|// .*)\n", Pattern.MULTILINE);
  private static final Pattern INDENTATION = Pattern.compile("^ +", Pattern.MULTILINE);
  private static final Pattern LONG_LITERAL =
      Pattern.compile("^[^`\n]*`(?:[^`\n]*`[^`\n]*`)*+[^`\n]*$", Pattern.MULTILINE);
  private static final Pattern LEFT_OVER =
      Pattern.compile("^(import|export\\b|default ).*", Pattern.MULTILINE);
  private static final Pattern DECLARATION =
      Pattern.compile("^(?:async )?(?:const|let|var|function\\*?|class) (\\w+)", Pattern.MULTILINE);
  private static final Pattern STYLE_SHEETS =
      Pattern.compile("(?: *<link rel=\"stylesheet\" href=\"app/[a-z-]+\\.css\">\n)+");
  private static final Pattern REFERENCE = Pattern.compile("\"app/([a-z-]+\\.[a-z]+)\"");

  private final Path app;
  private final Set<String> begun = new LinkedHashSet<>();
  private final Map<String, String> modules = new LinkedHashMap<>();
  private final Map<String, String> declaredIn = new HashMap<>();

  private Bundle(Path app) {
    this.app = app;
  }

  public static void main(String[] folders) throws IOException, NoSuchAlgorithmException {
    Path source = Path.of(folders[0]);
    Path target = Files.createDirectories(Path.of(folders[1]));
    Bundle bundle = new Bundle(source.resolve("app"));
    String page = Files.readString(source.resolve("index.html"));
    Map<String, String> files = new TreeMap<>();
    files.put("console.css", bundle.styleSheet(page));
    files.put("main.js", bundle.script("main.js"));
    files.put("favicon.svg", bundle.read("favicon.svg"));
    String version = digest(files);
    files.put(
        "index.html",
        REFERENCE
            .matcher(
                STYLE_SHEETS
                    .matcher(page)
                    .replaceFirst("    <link rel=\"stylesheet\" href=\"app/console.css\">\n"))
            .replaceAll("\"app-" + version + "/$1\""));
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(target.resolve(file.getKey()), file.getValue());
    }
  }

  /** The style sheets that the page names, in its order. */
  private String styleSheet(String page) {
    return REFERENCE
        .matcher(page)
        .results()
        .map(reference -> reference.group(1))
        .filter(name -> name.endsWith(".css"))
        .map(this::read)
        .collect(Collectors.joining("\n"));
  }

  /** A module and all that it imports, imported modules first. */
  private String script(String module) {
    add(module);
    return modules.entrySet().stream()
        .map(each -> "// " + each.getKey() + "\n" + each.getValue())
        .collect(Collectors.joining("\n"));
  }

  private void add(String module) {
    if (!begun.add(module)) {
      return;
    }
    String text = read(module);
    IMPORT.matcher(text).results().forEach(imported -> add(imported.group(1)));
    String plain = COMMENT.matcher(IMPORT.matcher(text).replaceAll("")).replaceAll("");
    String code = EXPORT.matcher(plain).replaceAll("");
    LEFT_OVER
        .matcher(code)
        .results()
        .forEach(
            line -> fail(module + " breaks the rules of imports and exports: " + line.group()));
    LONG_LITERAL
        .matcher(code)
        .results()
        .forEach(line -> fail(module + " has a literal of several lines: " + line.group()));
    DECLARATION
        .matcher(code)
        .results()
        .map(declaration -> declaration.group(1))
        .forEach(name -> declare(name, module));
    modules.put(module, INDENTATION.matcher(code).replaceAll(""));
  }

  private void declare(String name, String module) {
    String other = declaredIn.putIfAbsent(name, module);
    if (other != null) {
      fail(module + " and " + other + " both declare " + name);
    }
  }

  private String read(String name) {
    try {
      return Files.readString(app.resolve(name));
    } catch (IOException e) {
      return fail("The console has no file " + name);
    }
  }

  private static String digest(Map<String, String> files) throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    files.forEach((name, text) -> digest.update((name + text).getBytes(UTF_8)));
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }

  private static String fail(String sentence) {
    throw new IllegalStateException(sentence);
  }
}
