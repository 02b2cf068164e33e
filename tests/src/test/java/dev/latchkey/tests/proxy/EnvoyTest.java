package dev.latchkey.tests.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Envoy. */
@NeedsProgram(EnvoyTest.VARIABLE)
final class EnvoyTest extends ProxyTest {
  static final String VARIABLE = "ENVOY";

  @Override
  boolean normalizesPaths() {
    return true;
  }

  /** Envoy takes a 5xx of Latchkey for a failure and responds itself. */
  @Override
  boolean passesOutagesOn() {
    return false;
  }

  @Override
  Program start(Settings settings, Path files) {
    Path file = files.resolve("envoy.yaml");
    try {
      Files.writeString(file, settings.envoy(Program.freePort()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String envoy = Program.named(VARIABLE).orElseThrow().toString();
    return Program.start(
        List.of(envoy, "-c", file.toString(), "--use-dynamic-base-id", "--concurrency", "1"),
        files,
        settings.port());
  }
}
