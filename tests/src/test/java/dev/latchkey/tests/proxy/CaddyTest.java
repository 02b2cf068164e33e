package dev.latchkey.tests.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Caddy. */
@NeedsProgram(CaddyTest.VARIABLE)
final class CaddyTest extends ProxyTest {
  static final String VARIABLE = "CADDY";

  @Override
  int statusIfUnreachable() {
    return 502;
  }

  @Override
  Program start(Settings settings, Path files) {
    Path file = files.resolve("Caddyfile");
    try {
      Files.writeString(file, settings.caddy());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String caddy = Program.named(VARIABLE).orElseThrow().toString();
    return Program.start(
        List.of(caddy, "run", "--adapter", "caddyfile", "--config", file.toString()),
        files,
        settings.port());
  }
}
