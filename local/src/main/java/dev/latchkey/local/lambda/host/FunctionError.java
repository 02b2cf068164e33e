package dev.latchkey.local.lambda.host;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Lambda answers for a call that failed; each is also printed to the function's log, but for
 * an authorizer's {@code Unauthorized}, by which it only says no.
 */
final class FunctionError {
  private static final String NO = "Unauthorized";
  private static final double MILLIS_PER_SECOND = 1_000;

  private FunctionError() {}

  static byte[] of(FunctionSetup setup, Throwable thrown) {
    FunctionOutput.label(setup.label());
    if (thrown.getStackTrace().length > 0) {
      thrown.printStackTrace();
    } else if (!NO.equals(thrown.getMessage())) {
      System.err.println(thrown);
    }
    FunctionOutput.label(null);
    return HostJson.bytes(describe(thrown));
  }

  static byte[] timeOut(FunctionSetup setup, String requestId, int millis) {
    String what =
        String.format(Locale.ROOT, "Task timed out after %.2f seconds", millis / MILLIS_PER_SECOND);
    FunctionOutput.label(setup.label());
    System.err.println(what);
    FunctionOutput.label(null);
    return HostJson.bytes(
        Map.of(
            "errorType",
            "Sandbox.Timedout",
            "errorMessage",
            "RequestId: " + requestId + " Error: " + what));
  }

  private static Map<String, @Nullable Object> describe(Throwable thrown) {
    Map<String, @Nullable Object> error = new LinkedHashMap<>();
    error.put("errorMessage", thrown.getMessage());
    error.put("errorType", thrown.getClass().getName());
    error.put(
        "stackTrace",
        Arrays.stream(thrown.getStackTrace()).map(StackTraceElement::toString).toList());
    if (thrown.getCause() != null) {
      error.put("cause", describe(thrown.getCause()));
    }
    return error;
  }
}
