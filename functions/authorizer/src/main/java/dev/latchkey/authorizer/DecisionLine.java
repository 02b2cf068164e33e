package dev.latchkey.authorizer;

import dev.latchkey.authorizer.event.AuthorizerEvent;
import dev.latchkey.core.domain.SecretVersion;
import dev.latchkey.core.telemetry.Counter;
import dev.latchkey.core.telemetry.JsonBuffer;
import dev.latchkey.core.telemetry.Level;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The authorizer's log lines. A line about a denied request has at most {@value #MAX_LENGTH} bytes,
 * since denied requests can be many: a field for which there is no room is left out, and the route
 * is cut. A line about an outage has its exception besides.
 */
final class DecisionLine {
  /** The length of a line about an allowed or denied request, with its line break, in bytes. */
  static final int MAX_LENGTH = 300;

  /** The brace and the line break at the end. */
  private static final int END = 2;

  /** The comma, the colon, and the quotation marks around the name. */
  private static final int AROUND_NAME = 4;

  private static final int MAX_TRACE = 8_192;

  private final JsonBuffer json;

  private DecisionLine(long millis, Level level) {
    json = new JsonBuffer(MAX_LENGTH).beginObject();
    json.name("timestamp").string(Instant.ofEpochMilli(millis).toString());
    json.name("level").string(level.name());
  }

  /** Returns the line of one request. */
  static JsonBuffer of(Decision decision, long millis) {
    if (decision.isFailed()) {
      return failed(decision, millis);
    }
    DecisionLine line = new DecisionLine(millis, decision.isUncounted() ? Level.ERROR : Level.INFO);
    if (decision.counter == null) {
      return line.with("request_id", decision.requestId)
          .with("event", AuthorizerEvent.Format.PING.word())
          .end();
    }
    line.with("outcome", decision.counter.metric())
        .with("reason", decision.reason)
        .with("request_id", decision.requestId)
        .with("key_id", decision.keyId);
    if (decision.isAllowed()) {
      line.secret(decision.secret);
    }
    line.gateway(decision.event).with("data_api_id", decision.dataApiId).route(decision.event);
    if (decision.isUncounted()) {
      line.whole("cause", "table").whole("exception", decision.exception);
    }
    return line.end();
  }

  /**
   * Returns the line of several allowed requests.
   *
   * @param millis the time of the last one
   */
  static JsonBuffer allowed(
      long count, String keyId, SecretVersion secret, String dataApiId, long millis) {
    DecisionLine line =
        new DecisionLine(millis, Level.INFO).with("outcome", Counter.AUTHORIZED.metric());
    line.json.name("count").number(count);
    return line.with("key_id", keyId).secret(secret).with("data_api_id", dataApiId).end();
  }

  /**
   * Returns the line of several requests without a well-formed key.
   *
   * @param millis the time of the last one
   */
  static JsonBuffer refused(long count, String reason, long millis) {
    DecisionLine line =
        new DecisionLine(millis, Level.INFO).with("outcome", Counter.REFUSED.metric());
    line.json.name("count").number(count);
    return line.with("reason", reason).end();
  }

  private static JsonBuffer failed(Decision decision, long millis) {
    DecisionLine line = new DecisionLine(millis, Level.ERROR);
    line.with("outcome", "failed")
        .with("reason", decision.reason)
        .with("cause", decision.counter == Counter.STORE_ERRORS ? "table" : "function")
        .with("request_id", decision.requestId)
        .gateway(decision.event)
        .route(decision.event)
        .whole("detail", decision.detail)
        .whole("exception", decision.exception);
    line.json.name("milliseconds").number(Math.round(decision.nanoseconds / 1e3) / 1e3);
    return line.json.endObject();
  }

  /** Adds the ID that clients cannot set. On HTTP APIs and without one, that is the other. */
  private DecisionLine gateway(@Nullable AuthorizerEvent event) {
    if (event == null) {
      return this;
    }
    return event.extendedRequestId() == null
        ? with("gateway_request_id", event.gatewayRequestId())
        : with("extended_request_id", event.extendedRequestId());
  }

  private DecisionLine secret(@Nullable SecretVersion secret) {
    return with("secret", secret == null ? null : secret.word());
  }

  private DecisionLine route(@Nullable AuthorizerEvent event) {
    String route = event == null ? null : event.route();
    if (route != null) {
      String cut = JsonBuffer.cut(route, room("route"));
      with("route", cut.isEmpty() ? null : cut);
    }
    return this;
  }

  private DecisionLine with(String name, @Nullable String value) {
    if (value != null && JsonBuffer.sizeOf(value) <= room(name)) {
      json.name(name).string(value);
    }
    return this;
  }

  private DecisionLine whole(String name, @Nullable String value) {
    if (value != null) {
      json.name(name).string(value.length() > MAX_TRACE ? value.substring(0, MAX_TRACE) : value);
    }
    return this;
  }

  /** Returns how many bytes are left for the value of a field. */
  private int room(String name) {
    return MAX_LENGTH - END - json.length() - AROUND_NAME - name.length();
  }

  private JsonBuffer end() {
    return json.endObject();
  }
}
