package dev.latchkey.tests.tour;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.latchkey.tests.Project;
import dev.latchkey.tests.run.MakeKey;
import dev.latchkey.tests.system.Client;
import dev.latchkey.tests.system.Latchkey;
import dev.latchkey.tests.system.RecordedResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code examples/terraform-key}, applied by the real Terraform. It needs no provider. */
final class TerraformKeyTest {
  private final Latchkey latchkey = Latchkey.shared();
  private final Client engineer = latchkey.as("engineer");
  private final String dataApiId = "terraform-" + UUID.randomUUID().toString().substring(0, 8);
  @TempDir private Path folder;

  @Test
  void aKeyIsCreatedRotatedAndRevokedAndItsSecretIsNotInTheState() throws Exception {
    assumeTrue(succeeds("terraform", "version"), "Terraform is on the PATH");
    assumeTrue(succeeds("curl", "--version"), "curl is on the PATH");
    Files.copy(Project.path("examples/terraform-key/main.tf"), folder.resolve("main.tf"));
    engineer
        .post(
            "/v1/data-apis",
            "{'data_api_id': '%s', 'domain': 'sales', 'dataset': 'Orders', 'routes': [{'api_id': '%s'}]}"
                .formatted(dataApiId, Latchkey.ORDERS))
        .expect(201);
    MakeKey first = MakeKey.run();
    MakeKey second = MakeKey.run("--key-id", first.keyId());
    terraform("init", "-input=false");

    apply(first);
    orders(first).expect(200);
    assertThat(key(first).expect(200).text("revision")).isEqualTo("1");
    apply(first);
    assertThat(key(first).expect(200).text("revision")).isEqualTo("1");

    apply(second);
    orders(second).expect(200);
    orders(first).expect(200);
    assertThat(key(first).expect(200).text("revision")).isEqualTo("2");

    terraform(arguments("destroy", second));
    orders(second).expect(401);
    assertThat(key(first).expect(200).text("status")).isEqualTo("revoked");
    assertNoSecret(first);
    assertNoSecret(second);
  }

  private void apply(MakeKey made) throws Exception {
    terraform(arguments("apply", made));
    assertNoSecret(made);
  }

  private void assertNoSecret(MakeKey made) throws IOException {
    String secret = made.apiKey().substring(made.apiKey().lastIndexOf('_') + 1);
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    assertThat(files).anyMatch(file -> file.endsWith("terraform.tfstate"));
    for (Path file : files) {
      assertThat(Files.readString(file, UTF_8))
          .as(file.toString())
          .doesNotContain(secret.substring(0, 12), latchkey.token("engineer"));
    }
  }

  private RecordedResponse key(MakeKey made) {
    return engineer.get("/v1/keys/" + made.keyId());
  }

  private RecordedResponse orders(MakeKey made) {
    return latchkey.orders().with("X-Api-Key", made.apiKey()).get("/orders");
  }

  private String[] arguments(String command, MakeKey made) {
    return new String[] {
      command,
      "-auto-approve",
      "-input=false",
      "-var=api=" + latchkey.anonymous().base(),
      "-var=data_api_id=" + dataApiId,
      "-var=name=nightly reports",
      "-var=key_id=" + made.keyId(),
      "-var=secret_hash=" + made.secretHash()
    };
  }

  private void terraform(String... arguments) throws Exception {
    List<String> command = Stream.concat(Stream.of("terraform"), Stream.of(arguments)).toList();
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("LATCHKEY_TOKEN", latchkey.token("engineer"));
    builder.environment().put("CHECKPOINT_DISABLE", "true");
    Process process = builder.start();
    process.getOutputStream().close();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(printed).isZero();
  }

  private static boolean succeeds(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
