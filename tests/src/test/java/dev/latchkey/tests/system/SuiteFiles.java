package dev.latchkey.tests.system;

import dev.latchkey.tests.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the tests of one JVM leave behind for {@link AfterwardsTest}, in a folder that is empty when
 * they start.
 */
final class SuiteFiles {
  static final String OUTCOMES = "outcomes.txt";
  static final String ANSWERS = "answers.txt";
  static final String SECRETS = "secrets.txt";
  static final String LOG = "log.txt";
  static final String DENIED = "denied.txt";
  static final String NEEDED = "needed.txt";
  static final String DATA = "data";

  private static final String SUITE = "suite";
  private static final String ATTACKS = "attacks";

  private final Path folder;

  private SuiteFiles(Path folder) {
    this.folder = folder;
  }

  /** Those of each JVM of the suite that ran last. */
  static List<SuiteFiles> ofLastRun() {
    return in(SUITE).toList();
  }

  /** Those of each JVM of the attacks that ran last, and of this JVM. */
  static List<SuiteFiles> ofLastAttacks() {
    return Stream.concat(in(ATTACKS), in(SUITE)).toList();
  }

  private static Stream<SuiteFiles> in(String name) {
    Path parent = Project.folders(name);
    if (!Files.exists(parent)) {
      return Stream.empty();
    }
    try (Stream<Path> folders = Files.list(parent)) {
      return folders.map(SuiteFiles::new).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those of this JVM. */
  static SuiteFiles ofThisJvm() {
    return new SuiteFiles(Project.ownFolder(SUITE));
  }

  /** Those of a suite that begins. */
  static SuiteFiles empty() {
    return empty(ofThisJvm());
  }

  /** Those of attacks that begin. */
  static SuiteFiles ofAttacks() {
    return empty(new SuiteFiles(Project.ownFolder(ATTACKS)));
  }

  private static SuiteFiles empty(SuiteFiles files) {
    try {
      if (Files.exists(files.folder)) {
        try (Stream<Path> old = Files.walk(files.folder)) {
          for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(path);
          }
        }
      }
      Files.createDirectories(files.folder);
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  synchronized void note(String name, String line) {
    try {
      Files.writeString(
          path(name), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines that were noted; none if nothing was. */
  List<String> lines(String name) {
    if (!Files.exists(path(name))) {
      return List.of();
    }
    try {
      return Files.readAllLines(path(name), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * All files, whatever they are, but for the journals of tables: SQLite deletes one with each
   * write, also between the listing and the reading of a folder.
   */
  List<Path> all() {
    List<Path> all = new ArrayList<>();
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (!isJournal(file)) {
                all.add(file);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failed)
                throws IOException {
              if (isJournal(file)) {
                return FileVisitResult.CONTINUE;
              }
              throw failed;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  private static boolean isJournal(Path file) {
    return file.toString().endsWith("-journal");
  }
}
