package dev.latchkey.tests.fuzz;

import dev.latchkey.tests.Project;
import dev.latchkey.tests.authorizer.ReadEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The authorizer's reader of events. What it takes as a key was in the event, and not longer. */
public final class AuthorizerEventTarget implements Target {
  private static final List<String> PREFIXES = List.of("lk");

  @Override
  public List<byte[]> samples() {
    try (Stream<Path> files = Files.list(Project.path("events/authorize-key"))) {
      List<byte[]> samples = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        if (!file.toString().endsWith(".response.json")) {
          samples.add(Files.readAllBytes(file));
        }
      }
      return samples;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<String> words() {
    return List.of(
        "\"type\":\"REQUEST\",",
        "\"type\":\"TOKEN\",",
        "\"version\":\"2.0\",",
        "\"headers\":{",
        "\"multiValueHeaders\":{",
        "\"X-Api-Key\":",
        "\"authorization\":\"Bearer lk_",
        "\"methodArn\":\"arn:aws:execute-api:",
        "[",
        "{\"a\":",
        "}",
        "]",
        "\\u0000",
        "\\ud800",
        "1e999999999",
        "-0",
        "null,",
        "\u0000",
        "\ufeff");
  }

  @Override
  public void read(byte[] input) {
    ReadEvent.presentedKey(input, PREFIXES)
        .ifPresent(
            key -> {
              if (key.isEmpty() || key.length() > input.length) {
                throw new AssertionError("taken as a key: " + key);
              }
            });
  }
}
