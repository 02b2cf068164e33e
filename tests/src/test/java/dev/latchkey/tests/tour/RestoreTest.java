package dev.latchkey.tests.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.latchkey.local.dynamodb.TestTable;
import dev.latchkey.tests.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The step of docs/operating.md that copies what a table lost from a restored one. */
final class RestoreTest {
  private static final int COPY = 2;

  private final TestTable restored = TestTable.fromTemplate("KeyTable", "latchkey-restored");
  private final TestTable table = TestTable.fromTemplate("KeyTable");
  @TempDir private Path folder;

  @Test
  void onlyWhatIsMissingAndWasNotChangedIsCopied() throws Exception {
    assumeTrue(hasBoto3(), "python3 has boto3");
    put(restored, "KEY#lost", "as it was");
    put(restored, "KEY#deleted", "as it was");
    put(restored, "API#deleted", "as it was");
    put(restored, "KEY#changed", "as it was");
    put(restored, "EVENT#KEY#deleted", "as it was");
    put(table, "KEY#changed", "as it is");
    Files.writeString(folder.resolve("changed.txt"), "deleted\n");
    Files.createSymbolicLink(folder.resolve("bin"), Project.path("bin"));

    String printed =
        ShellBlocks.of("docs/operating.md", "## Backups").run(COPY, environment(), folder);

    assertThat(printed).endsWith("2 items copied, 2 left out\n");
    assertThat(item(table, "KEY#lost")).isEqualTo(item(restored, "KEY#lost")).isNotEmpty();
    assertThat(item(table, "EVENT#KEY#deleted")).isNotEmpty();
    assertThat(item(table, "KEY#deleted")).isEmpty();
    assertThat(item(table, "API#deleted")).isEmpty();
    assertThat(item(table, "KEY#changed").get("name")).isEqualTo(AttributeValue.fromS("as it is"));
  }

  private Map<String, String> environment() {
    return Map.of(
        "TABLE", table.name(),
        "AWS_ENDPOINT_URL_DYNAMODB", table.endpoint().toString(),
        "AWS_DEFAULT_REGION", "us-east-1",
        "AWS_ACCESS_KEY_ID", "local",
        "AWS_SECRET_ACCESS_KEY", "local");
  }

  private static void put(TestTable table, String pk, String name) {
    Map<String, AttributeValue> item =
        Map.of(
            "pk", AttributeValue.fromS(pk),
            "sk", AttributeValue.fromS("KEY"),
            "name", AttributeValue.fromS(name),
            "secret_hash", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {-1, 0, 7})));
    table.client().putItem(request -> request.tableName(table.name()).item(item));
  }

  private static Map<String, AttributeValue> item(TestTable table, String pk) {
    return table
        .client()
        .getItem(
            request ->
                request
                    .tableName(table.name())
                    .key(Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS("KEY"))))
        .item();
  }

  private static boolean hasBoto3() throws Exception {
    return new ProcessBuilder("sh", "-c", "python3 -c 'import boto3'").start().waitFor() == 0;
  }
}
