package dev.latchkey.tests.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What {@code bin/api-page} runs in the project's folder: writes {@code docs/api.html} anew. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws IOException {
    Path docs = Path.of("docs");
    Files.writeString(
        docs.resolve("api.html"),
        ApiPage.of(
            Files.readString(Path.of("openapi.yaml")),
            Files.readString(docs.resolve("problems.md"))));
  }
}
