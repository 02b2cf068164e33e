package dev.latchkey.management.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the build step that writes the console. */
class BundleTest {
  private static Method bundle;

  @TempDir private Path folder;

  @BeforeAll
  static void compile(@TempDir Path classes) throws Exception {
    String[] arguments = {"-d", classes.toString(), "src/build/Bundle.java"};
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments)).isZero();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      bundle = loader.loadClass("Bundle").getDeclaredMethod("main", String[].class);
    }
    bundle.setAccessible(true);
  }

  @BeforeEach
  void writeAConsole() throws IOException {
    write(
        "index.html",
        """
            <link rel="icon" href="app/favicon.svg">
            <link rel="stylesheet" href="app/one.css">
            <link rel="stylesheet" href="app/two.css">
            <script type="module" src="app/main.js"></script>
        """);
    write("app/one.css", "a {}\n");
    write("app/two.css", "b {}\n");
    write("app/favicon.svg", "<svg/>\n");
    write("app/main.js", "import { a } from './a.js';\nimport { b } from './b.js';\nb(a);\n");
    write("app/a.js", "import { b } from './b.js';\nexport const a = b(1);\n");
    write("app/b.js", "export function b(x) {\n  return x;\n}\n");
  }

  @Test
  void eachModuleIsInTheScriptOnceAndAfterItsImports() throws Throwable {
    bundle();
    assertThat(served("main.js"))
        .isEqualTo(
            """
            // b.js
            function b(x) {
            return x;
            }

            // a.js
            const a = b(1);

            // main.js
            b(a);
            """);
    assertThat(served("console.css")).isEqualTo("a {}\n\nb {}\n");
  }

  @Test
  void commentsWithLinesOfTheirOwnAreLeftOut() throws Throwable {
    write(
        "app/a.js",
        """
        /** A module. */

        import { b } from './b.js';

        /**
         * A value: 2 * 3.
         */
        export const a = b(1); // a number
          // Nothing else.
        export const url = 'https://b.example/*';
        """);
    bundle();
    assertThat(served("main.js"))
        .contains("const a = b(1); // a number\nconst url = 'https://b.example/*';\n")
        .doesNotContain("/**", "A value", "Nothing else");
  }

  @Test
  void anotherContentIsAnotherVersion() throws Throwable {
    bundle();
    String first = served("index.html");
    assertThat(first)
        .containsPattern("href=\"app-[0-9a-f]{16}/favicon.svg\"")
        .containsOnlyOnce("stylesheet")
        .containsPattern("href=\"app-[0-9a-f]{16}/console.css\"")
        .containsPattern("src=\"app-[0-9a-f]{16}/main.js\"");
    bundle();
    assertThat(served("index.html")).isEqualTo(first);
    write("app/two.css", "c {}\n");
    bundle();
    assertThat(served("index.html")).isNotEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "import * as b from './b.js'; | a.js breaks the rules of imports and exports: import *",
        "export default 1;            | a.js breaks the rules of imports and exports: default 1;",
        "export { a };                | a.js breaks the rules of imports and exports: export {",
        "async function b() {}        | a.js and b.js both declare b",
        "import { c } from './c.js';  | The console has no file c.js",
        "const text = `${b(`1`)}      | a.js has a literal of several lines: const text",
      })
  void aModuleThatBreaksARuleFailsTheBuild(String line, String sentence) throws Exception {
    write("app/a.js", "import { b } from './b.js';\n" + line + "\nexport const a = b(1);\n");
    assertThatThrownBy(this::bundle).hasMessageContaining(sentence);
  }

  private void bundle() throws Throwable {
    try {
      bundle.invoke(null, (Object) new String[] {folder + "", folder.resolve("served") + ""});
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private String served(String name) throws IOException {
    return Files.readString(folder.resolve("served").resolve(name));
  }
}
