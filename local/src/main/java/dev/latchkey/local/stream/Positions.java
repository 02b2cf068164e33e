package dev.latchkey.local.stream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far a stream has been delivered: the last sequence number of each shard, in a file of one
 * line a shard if there is one. It is replaced as a whole, so that {@code kill -9} leaves the old
 * or the new.
 */
public final class Positions {
  private final @Nullable Path file;
  private final Map<String, String> byShard = new LinkedHashMap<>();

  public Positions(@Nullable Path file) {
    this.file = file;
    if (file != null && Files.exists(file)) {
      read(file);
    }
  }

  Optional<String> of(String shard) {
    return Optional.ofNullable(byShard.get(shard));
  }

  void advance(String shard, String sequenceNumber) {
    byShard.put(shard, sequenceNumber);
    write();
  }

  void keepOnly(Set<String> shards) {
    if (byShard.keySet().retainAll(shards)) {
      write();
    }
  }

  private void read(Path from) {
    try {
      for (String line : Files.readAllLines(from)) {
        String[] parts = line.split(" ", 2);
        if (parts.length == 2) {
          byShard.put(parts[0], parts[1]);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write() {
    if (file == null) {
      return;
    }
    try {
      Path next = file.resolveSibling(file.getFileName() + ".next");
      Files.write(
          next, byShard.entrySet().stream().map(it -> it.getKey() + " " + it.getValue()).toList());
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
