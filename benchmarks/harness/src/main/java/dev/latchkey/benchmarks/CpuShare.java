package dev.latchkey.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Holds a function to a share of one processor, by a control group of version 1 of Linux's control
 * groups. Ends the function when it is closed.
 */
final class CpuShare implements AutoCloseable {
  private static final Path ROOT = Path.of("/sys/fs/cgroup/cpu");
  private static final int PERIOD_MICROS = 20_000;

  private final @Nullable Path group;
  private final FunctionProcess function;

  private CpuShare(@Nullable Path group, FunctionProcess function) {
    this.group = group;
    this.function = function;
  }

  /**
   * Holds a function to the share that it has with so much memory; Lambda gives one processor for
   * 1,769 MB.
   */
  static CpuShare ofMemory(int megabytes, FunctionProcess function) {
    Path group = ROOT.resolve("benchmark-" + function.pid());
    try {
      Files.createDirectory(group);
      Files.writeString(group.resolve("cpu.cfs_period_us"), Integer.toString(PERIOD_MICROS));
      Files.writeString(
          group.resolve("cpu.cfs_quota_us"), Integer.toString(PERIOD_MICROS * megabytes / 1769));
      Files.writeString(group.resolve("cgroup.procs"), Long.toString(function.pid()));
      return new CpuShare(group, function);
    } catch (IOException e) {
      return new CpuShare(null, function);
    }
  }

  /** Returns whether this machine has such groups, and let us make one. */
  boolean isHeld() {
    return group != null;
  }

  @Override
  public void close() throws IOException {
    function.close();
    if (group != null) {
      Files.deleteIfExists(group);
    }
  }
}
