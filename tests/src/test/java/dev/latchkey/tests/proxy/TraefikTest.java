package dev.latchkey.tests.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Traefik. */
@NeedsProgram(TraefikTest.VARIABLE)
final class TraefikTest extends ProxyTest {
  static final String VARIABLE = "TRAEFIK";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Override
  boolean normalizesPaths() {
    return true;
  }

  @Override
  int statusIfUnreachable() {
    return 500;
  }

  @Override
  Program start(Settings settings, Path files) {
    Path file = files.resolve("dynamic.yaml");
    try {
      Files.writeString(file, settings.traefik());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String traefik = Program.named(VARIABLE).orElseThrow().toString();
    Program program =
        Program.start(
            List.of(
                traefik,
                "--entryPoints.web.address=127.0.0.1:" + settings.port(),
                "--providers.file.filename=" + file,
                "--global.checkNewVersion=false"),
            files,
            settings.port());
    awaitSettings(settings);
    return program;
  }

  /** Traefik listens before it has read the file, and responds 404 until then. */
  private static void awaitSettings(Settings settings) {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (RawClient.send(settings.port(), "GET", settings.host(), "/").status() == 404) {
      assertThat(Instant.now()).isBefore(deadline);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }
}
