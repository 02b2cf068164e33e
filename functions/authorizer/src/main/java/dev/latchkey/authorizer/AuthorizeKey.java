package dev.latchkey.authorizer;

import dev.latchkey.authorizer.event.AuthorizerEvent;
import dev.latchkey.authorizer.event.EventReader;
import dev.latchkey.authorizer.event.KeyHeaders.Credential;
import dev.latchkey.authorizer.event.MalformedEventException;
import dev.latchkey.authorizer.policy.Policies;
import dev.latchkey.core.application.Deadline;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.application.Verification;
import dev.latchkey.core.application.Verification.Accepted;
import dev.latchkey.core.application.Verification.Refusal;
import dev.latchkey.core.application.Verification.Refused;
import dev.latchkey.core.application.VerifyKey;
import dev.latchkey.core.domain.ApiRequest;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.telemetry.Counter;
import dev.latchkey.core.telemetry.JsonBuffer;
import dev.latchkey.core.telemetry.Level;
import dev.latchkey.core.telemetry.LogLine;
import dev.latchkey.core.telemetry.Telemetry;
import dev.latchkey.core.telemetry.UnauthorizedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Authorizes one request: reads the event, verifies the key, writes a policy, and logs the reason.
 */
public final class AuthorizeKey {
  /**
   * The time limit for all table reads of one decision. It keeps a whole decision within one
   * second.
   */
  public static final Duration MAX_READING = Duration.ofMillis(850);

  private final List<String> prefixes;
  private final Supplier<VerifyKey> verifyKey;
  private final InstantSource clock;

  /**
   * @param prefixes the accepted key prefixes
   * @param verifyKey supplies the verifier for each decision, since a restored snapshot has a new
   *     one
   */
  public AuthorizeKey(List<String> prefixes, Supplier<VerifyKey> verifyKey, InstantSource clock) {
    this.prefixes = List.copyOf(prefixes);
    this.verifyKey = verifyKey;
    this.clock = clock;
  }

  /**
   * Handles one event.
   *
   * @param line the log line of the request; written when the event is handled
   * @throws UnauthorizedException if the key is refused and the API is a REST API
   * @throws UnavailableException if the key cannot be verified
   * @throws MalformedEventException if the event is not one that API Gateway sends
   */
  public void handle(InputStream in, OutputStream out, LogLine line, Telemetry telemetry)
      throws IOException {
    Instant start = clock.instant();
    try {
      respond(in, line).writeTo(out);
    } catch (UnauthorizedException refusal) {
      throw refusal;
    } catch (MalformedEventException malformed) {
      failed(line, "malformed_event")
          .count(Counter.FAILED, "reason")
          .with("detail", malformed.detail());
      throw malformed;
    } catch (RequestException exception) {
      failed(line, exception.reason().name().toLowerCase(Locale.ROOT))
          .count(Counter.STORE_ERRORS, "reason")
          .with("exception", exception.getMessage());
      throw new UnavailableException();
    } catch (RuntimeException e) {
      failed(line, "internal").count(Counter.FAILED, "reason").failure(e);
      throw new UnavailableException();
    } finally {
      telemetry.write(line.took(Duration.between(start, clock.instant()).toNanos()));
    }
  }

  private JsonBuffer respond(InputStream in, LogLine line) {
    Optional<AuthorizerEvent> read = EventReader.read(in, prefixes);
    if (read.isEmpty()) {
      line.with("event", AuthorizerEvent.Format.PING.word());
      return new JsonBuffer(2).beginObject().endObject();
    }
    AuthorizerEvent event = read.get();
    line.with("event", event.format().word())
        .with("gateway_request_id", event.gatewayRequestId())
        .with("extended_request_id", event.extendedRequestId())
        .with("route", event.route());
    Verification verification = verify(event.credential());
    if (verification instanceof Accepted accepted) {
      return accepted(event, accepted, line);
    }
    return refused(event, (Refused) verification, line);
  }

  private Verification verify(Credential credential) {
    if (credential instanceof Credential.One one) {
      return verifyKey.get().verify(one.text(), clock.instant(), Deadline.in(MAX_READING));
    }
    return new Refused(
        credential instanceof Credential.None ? Refusal.MISSING : Refusal.AMBIGUOUS, null);
  }

  private static JsonBuffer accepted(AuthorizerEvent event, Accepted accepted, LogLine line) {
    line.with("key_id", accepted.key().keyId().value())
        .with("data_api_id", accepted.dataApi().dataApiId());
    String reason = reasonToDeny(event.arn().request(), accepted.dataApi());
    if (reason == null) {
      line.with("outcome", "authorized").count(Counter.AUTHORIZED, "data_api_id");
      return Policies.allow(accepted.key(), accepted.dataApi(), event.arn());
    }
    line.with("outcome", "denied").with("reason", reason).count(Counter.DENIED, "data_api_id");
    return Policies.denyRoute(accepted.key(), accepted.dataApi(), event.arn());
  }

  /**
   * Returns the reason why a valid key does not allow a request, as a word for the log; {@code
   * null} if it does.
   */
  private static @Nullable String reasonToDeny(ApiRequest request, DataApi dataApi) {
    if (request.hasAmbiguousPath()) {
      return "ambiguous_path";
    }
    return dataApi.allows(request) ? null : "route";
  }

  private static JsonBuffer refused(AuthorizerEvent event, Refused refused, LogLine line) {
    line.with("key_id", refused.keyId() == null ? null : refused.keyId().value())
        .with("outcome", "refused")
        .with("reason", refused.reason().word())
        .count(Counter.REFUSED, "reason");
    if (event.format().refusesByPolicy()) {
      return Policies.deny(event.arn());
    }
    throw new UnauthorizedException();
  }

  private static LogLine failed(LogLine line, String reason) {
    return line.level(Level.ERROR).with("outcome", "failed").with("reason", reason);
  }
}
