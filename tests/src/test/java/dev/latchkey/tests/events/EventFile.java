package dev.latchkey.tests.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.tests.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * An event, and what its function must answer to it.
 *
 * @param function the function's logical id in the template
 * @param event {@code events/<function>/<case>.json}
 * @param response {@code events/<function>/<case>.response.json}
 */
record EventFile(String function, Path event, Path response) {
  private static final Path FOLDER = Project.path("events");
  private static final String RESPONSE = ".response.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** All of them. */
  static List<EventFile> all() {
    return files()
        .filter(file -> !file.toString().endsWith(RESPONSE))
        .map(file -> new EventFile(function(file), file, response(file)))
        .toList();
  }

  /** The files that belong to no event. */
  static List<Path> unpaired() {
    return files()
        .filter(file -> file.toString().endsWith(RESPONSE))
        .filter(file -> !Files.exists(Path.of(file.toString().replace(RESPONSE, ".json"))))
        .toList();
  }

  String title() {
    return FOLDER.relativize(event).toString();
  }

  byte[] bytes() {
    try {
      return Files.readAllBytes(event);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode expected() {
    try {
      return JSON.readTree(response.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> files() {
    try (Stream<Path> files = Files.walk(FOLDER, 2)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .filter(file -> !FOLDER.equals(file.getParent()))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code create-key} stands for {@code CreateKeyFunction}. */
  private static String function(Path event) {
    StringBuilder id = new StringBuilder();
    for (String word : FOLDER.relativize(event).getName(0).toString().split("-", -1)) {
      id.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
    }
    return id.append("Function").toString();
  }

  private static Path response(Path event) {
    return Path.of(event.toString().replaceAll("\\.json$", RESPONSE));
  }
}
