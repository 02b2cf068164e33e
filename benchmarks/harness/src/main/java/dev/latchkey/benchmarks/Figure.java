package dev.latchkey.benchmarks;

/** What is measured of a function. */
enum Figure {
  INIT_MS("init, ms"),
  FIRST_MS("first response, ms"),
  COLD_MS("cold = both, ms"),
  RESTORE_MS("restore → first response, ms"),
  P50_MS("warm p50, ms"),
  P90_MS("warm p90, ms"),
  P99_MS("warm p99, ms"),
  GARBAGE_P50_MS("garbage key p50, REST API, ms"),
  GARBAGE_HTTP_P50_MS("garbage key p50, HTTP API, ms"),
  CPU_US("CPU per call, µs"),
  ALLOCATED_KB("allocated per call, kB"),
  CLASSES("classes loaded"),
  PEAK_MB("peak memory, MB"),
  PACKAGE_MB("package, MB"),
  LEFT_IN_TMP("files left in the temporary folder"),

  STARTED_1("1", Group.AFTER_START),
  STARTED_2("2", Group.AFTER_START),
  STARTED_3_5("3–5", Group.AFTER_START),
  STARTED_6_10("6–10", Group.AFTER_START),
  STARTED_11_50("11–50", Group.AFTER_START),
  STARTED_51_100("51–100", Group.AFTER_START),
  STARTED_6_100("6–100", Group.AFTER_START),

  RESTORED_1("1", Group.AFTER_RESTORE),
  RESTORED_2("2", Group.AFTER_RESTORE),
  RESTORED_3_5("3–5", Group.AFTER_RESTORE),
  RESTORED_6_10("6–10", Group.AFTER_RESTORE),
  RESTORED_11_50("11–50", Group.AFTER_RESTORE),
  RESTORED_51_100("51–100", Group.AFTER_RESTORE),
  RESTORED_6_100("6–100", Group.AFTER_RESTORE),

  FIRST_256_MS("first, 256 MB", Group.MEMORY),
  THROTTLED_FIRST_MS("first, 512 MB", Group.MEMORY),
  FIRST_1024_MS("first, 1,024 MB", Group.MEMORY),
  MEAN_256_MS("mean of 52–111, 256 MB", Group.MEMORY),
  MEAN_512_MS("512 MB", Group.MEMORY),
  MEAN_1024_MS("1,024 MB", Group.MEMORY),

  CONSOLE_COLD_512_MS("cold, 512 MB", Group.CONSOLE),
  CONSOLE_RESTORED_512_MS("restored, 512 MB", Group.CONSOLE),
  CONSOLE_COLD_MS("cold, 1,024 MB", Group.CONSOLE),
  CONSOLE_RESTORED_MS("restored, 1,024 MB", Group.CONSOLE);

  /** The table that shows a figure. */
  enum Group {
    /** Starts, warm requests, and what they use. */
    MAIN,
    /** The first hundred requests after a start. */
    AFTER_START,
    /** The first hundred requests after a restore. */
    AFTER_RESTORE,
    /** Requests at the processor shares of memory sizes. */
    MEMORY,
    /** The console's first page. */
    CONSOLE
  }

  private final String title;
  private final Group group;

  Figure(String title) {
    this(title, Group.MAIN);
  }

  Figure(String title, Group group) {
    this.title = title;
    this.group = group;
  }

  String title() {
    return title;
  }

  Group group() {
    return group;
  }
}
