package dev.latchkey.authorizer;

import dev.latchkey.authorizer.event.AuthorizerEvent;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.application.Verification.Accepted;
import dev.latchkey.core.application.Verification.Refused;
import dev.latchkey.core.domain.SecretVersion;
import dev.latchkey.core.telemetry.Counter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What one request's log line and metrics say. It is filled in while the request is handled. */
final class Decision {
  final String requestId;
  @Nullable AuthorizerEvent event;

  /** The metric that counts it; {@code null} for a ping. */
  @Nullable Counter counter;

  @Nullable String reason;
  @Nullable String keyId;
  @Nullable String dataApiId;
  @Nullable SecretVersion secret;
  @Nullable String exception;
  @Nullable String detail;
  long nanoseconds;

  /**
   * @param requestId the request's ID in Lambda
   */
  Decision(String requestId) {
    this.requestId = requestId;
  }

  /** Notes a valid key. What follows says whether it allows the request. */
  void accepted(Accepted accepted) {
    keyId = accepted.key().keyId().value();
    dataApiId = accepted.dataApi().dataApiId();
    secret = accepted.secret();
  }

  void allowed() {
    counter = Counter.AUTHORIZED;
  }

  void denied(String why) {
    counter = Counter.DENIED;
    reason = why;
  }

  void refused(Refused refused) {
    counter = Counter.REFUSED;
    reason = refused.reason().word();
    keyId = refused.keyId() == null ? null : refused.keyId().value();
  }

  void failed(Counter as, String why) {
    counter = as;
    reason = why;
  }

  /** Notes that the table is unavailable. */
  void failed(RequestException cause) {
    failed(Counter.STORE_ERRORS, cause.reason().name().toLowerCase(Locale.ROOT));
    exception = cause.getMessage();
  }

  /** Notes that the table is unavailable and did not count a request, which is allowed anyway. */
  void uncounted(RequestException cause) {
    exception = cause.getMessage();
  }

  /** Notes an error of this function. */
  void failed(RuntimeException cause) {
    failed(Counter.FAILED, "internal");
    StringWriter trace = new StringWriter();
    cause.printStackTrace(new PrintWriter(trace));
    exception = trace.toString();
  }

  boolean isAllowed() {
    return counter == Counter.AUTHORIZED;
  }

  /** Returns whether it is allowed although the table did not count it. */
  boolean isUncounted() {
    return isAllowed() && exception != null;
  }

  boolean isFailed() {
    return counter == Counter.STORE_ERRORS || counter == Counter.FAILED;
  }
}
