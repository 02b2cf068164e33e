package dev.latchkey.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A control group that holds a process to a share of one processor; version 1 of Linux's control
 * groups.
 */
final class CpuShare implements AutoCloseable {
  private static final Path ROOT = Path.of("/sys/fs/cgroup/cpu");
  private static final int PERIOD_MICROS = 20_000;

  private final Path group;

  private CpuShare(Path group) {
    this.group = group;
  }

  /**
   * Holds a process to the share that a function has with so much memory; Lambda gives one
   * processor for 1,769 MB. Nothing where this machine has no such groups, or does not let us make
   * one.
   */
  static Optional<CpuShare> ofMemory(int megabytes, long pid) {
    Path group = ROOT.resolve("benchmark-" + pid);
    try {
      Files.createDirectory(group);
      Files.writeString(group.resolve("cpu.cfs_period_us"), Integer.toString(PERIOD_MICROS));
      Files.writeString(
          group.resolve("cpu.cfs_quota_us"), Integer.toString(PERIOD_MICROS * megabytes / 1769));
      Files.writeString(group.resolve("cgroup.procs"), Long.toString(pid));
      return Optional.of(new CpuShare(group));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(group);
  }
}
