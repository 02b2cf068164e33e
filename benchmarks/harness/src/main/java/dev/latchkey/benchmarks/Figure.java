package dev.latchkey.benchmarks;

/** What is measured of a function. */
enum Figure {
  INIT_MS("init, ms"),
  FIRST_MS("first response, ms"),
  COLD_MS("cold = both, ms"),
  RESTORE_MS("restore → first response, ms"),
  THROTTLED_FIRST_MS("first response at a 512 MB share, ms"),
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
  LEFT_IN_TMP("files left in the temporary folder");

  private final String title;

  Figure(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
