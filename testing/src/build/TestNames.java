import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * Fails if {@code -Dtest} names a test class that no module has. Surefire cannot tell: it runs once
 * for each module, and most modules have no test of a given name.
 */
final class TestNames {
  private TestNames() {}

  /**
   * @param args the value of {@code -Dtest}
   */
  public static void main(String[] args) throws IOException {
    List<Path> sources = sources();
    for (String pattern : args[0].split(",", -1)) {
      String name = pattern.strip().replaceFirst("[#$].*", "").replaceFirst("\\.(java|class)$", "");
      if (name.isEmpty() || name.startsWith("!") || name.startsWith("%")) {
        continue;
      }
      PathMatcher file =
          FileSystems.getDefault().getPathMatcher("glob:**/" + name.replace('.', '/') + ".java");
      if (sources.stream().noneMatch(file::matches)) {
        System.err.println("No test class is named " + pattern + ".");
        System.exit(1);
      }
    }
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    Files.walkFileTree(
        Path.of(""),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.toString().isEmpty() ? "" : folder.getFileName().toString();
            return name.equals("target") || name.startsWith(".")
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java")) {
              sources.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return sources;
  }
}
