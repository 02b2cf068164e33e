package dev.latchkey.tests.events;

import dev.latchkey.local.secretsmanager.LocalSecretsManager;
import dev.latchkey.tests.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A Secrets Manager that holds what {@code events/secrets.json} says. */
final class SeededSecrets {
  private SeededSecrets() {}

  /**
   * Starts it.
   *
   * @param folder the folder for a copy of the file, which changes
   */
  static LocalSecretsManager start(Path folder) throws IOException {
    Path copy = Files.createTempDirectory(folder, "secrets").resolve("secrets.json");
    Files.copy(Project.path("events/secrets.json"), copy);
    return LocalSecretsManager.start(0, copy, (function, event) -> event, line -> {});
  }
}
