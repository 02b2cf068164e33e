package dev.latchkey.tests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.core.domain.KeyText;
import dev.latchkey.tests.Project;
import dev.latchkey.tests.system.Latchkey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/migrate.md create a key for each client, also if they are run again. */
final class MigrateDocsTest {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(sh)?\\n(.*?)^```$");

  @TempDir Path folder;

  @Test
  void theCommandsCreateTheKeysOnce() throws IOException, InterruptedException {
    List<String> blocks = BLOCK.matcher(section()).results().map(block -> block.group(2)).toList();
    Files.writeString(folder.resolve("clients.tsv"), blocks.get(0));
    Latchkey latchkey = Latchkey.shared();
    latchkey
        .as("engineer")
        .post(
            "/v1/data-apis",
            "{'data_api_id': 'migrated', 'domain': 'sales', 'dataset': 'orders',"
                + " 'routes': [{'api_id': 'api-of-migrated'}], 'key': {'name': 'first'}}")
        .expect(201);

    List<String> created = run(latchkey, blocks.get(1));
    assertThat(created).hasSize(2);
    for (String line : created) {
      String text = line.split("\t", -1)[1];
      assertThat(KeyText.parse(text, List.of("lk"))).as("the key in %s", line).isPresent();
    }
    assertThat(run(latchkey, blocks.get(1))).containsExactly("billing reports\t", "price list\t");
    JsonNode keys =
        latchkey
            .as("engineer")
            .get("/v1/keys?data_api_id=migrated")
            .expect(200)
            .json()
            .path("keys");
    assertThat(keys)
        .extracting(key -> key.path("name").asText() + " of " + key.path("owner").asText(null))
        .containsExactlyInAnyOrder(
            "billing reports of finance", "price list of sales", "first of null");
  }

  private List<String> run(Latchkey latchkey, String commands)
      throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    ProcessBuilder bash =
        new ProcessBuilder("bash", "-euc", commands)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(output.toFile());
    bash.environment()
        .putAll(
            Map.of(
                "API", latchkey.anonymous().base(),
                "TOKEN", latchkey.token("engineer"),
                "DATA_API_ID", "migrated"));
    assertThat(bash.start().waitFor()).isZero();
    return Files.readAllLines(output);
  }

  private static String section() {
    String page = Project.read("docs/migrate.md");
    int start = page.indexOf("## Create the keys\n");
    return page.substring(start, page.indexOf("\n## ", start + 1));
  }
}
