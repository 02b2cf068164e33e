package dev.latchkey.tests.tour;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.tests.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The shell commands in a section of a page. */
public record ShellBlocks(List<String> blocks) {
  private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

  /** Those below a heading, up to the next heading of any level. */
  public static ShellBlocks of(String page, String heading) {
    String text = Project.read(page);
    int start = text.indexOf("\n" + heading + "\n");
    assertThat(start).as("%s in %s", heading, page).isPositive();
    String section = text.substring(start + 1).split("\n##", 2)[0];
    return new ShellBlocks(BLOCK.matcher(section).results().map(block -> block.group(1)).toList());
  }

  /** Runs a block in a folder and returns what it printed. */
  public String run(int block, Map<String, String> environment, Path folder) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-euo", "pipefail", "-c", blocks.get(block))
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(printed).isZero();
    return printed;
  }
}
