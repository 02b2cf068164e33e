package dev.latchkey.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder that a laptop keeps between starts, used by one process at a time. */
final class DataFolder implements AutoCloseable {
  private static final List<String> CONTENTS =
      List.of("dynamodb", "streams", "sign-in-key.json", "secrets.json");

  private final Path folder;
  private final FileLock lock;

  private DataFolder(Path folder, FileLock lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Takes the folder for this process, and makes it if it is not there.
   *
   * @throws StartException if it cannot be used, or another process uses it
   */
  static DataFolder open(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.createDirectories(folder.resolve("streams"));
      FileChannel channel =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new StartException(
            "Another ./run uses " + folder + ". Stop it, or choose another folder with --data.");
      }
      return new DataFolder(folder, lock);
    } catch (IOException e) {
      throw new StartException(
          "The data folder "
              + folder
              + " cannot be used ("
              + reason(e)
              + "). Choose another folder with --data.",
          e);
    }
  }

  /** Deletes what a laptop keeps here, and nothing else that may be in the folder. */
  void reset() {
    try {
      for (String name : CONTENTS) {
        delete(folder.resolve(name));
      }
      Files.createDirectories(streams());
    } catch (IOException e) {
      throw new StartException("The data in " + folder + " cannot be deleted: " + reason(e), e);
    }
  }

  Path dynamodb() {
    return folder.resolve("dynamodb");
  }

  Path streams() {
    return folder.resolve("streams");
  }

  Path signInKey() {
    return folder.resolve("sign-in-key.json");
  }

  Path secrets() {
    return folder.resolve("secrets.json");
  }

  /** The sentence for a folder whose content is not what was written. */
  StartException damaged(Exception cause) {
    return new StartException(
        "The data in " + folder + " is damaged. Start with --reset to delete it.", cause);
  }

  @Override
  public void close() {
    try {
      lock.acquiredBy().close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static void delete(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> all = Files.walk(path)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName() + ": " + e.getMessage();
  }
}
