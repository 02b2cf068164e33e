package dev.latchkey.authorizer;

import dev.latchkey.authorizer.event.AuthorizerEvent;
import dev.latchkey.authorizer.event.EventReader;
import dev.latchkey.authorizer.event.MalformedEventException;
import dev.latchkey.authorizer.policy.Policies;
import dev.latchkey.core.application.Deadline;
import dev.latchkey.core.application.Denial;
import dev.latchkey.core.application.KeyHeaders.Credential;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.application.Verification;
import dev.latchkey.core.application.Verification.Accepted;
import dev.latchkey.core.application.Verification.Refusal;
import dev.latchkey.core.application.Verification.Refused;
import dev.latchkey.core.application.VerifyKey;
import dev.latchkey.core.domain.Quota;
import dev.latchkey.core.telemetry.Counter;
import dev.latchkey.core.telemetry.JsonBuffer;
import dev.latchkey.core.telemetry.UnauthorizedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
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

  /** The time limit for counting a request of a key with a quota. */
  public static final Duration MAX_COUNTING = Duration.ofMillis(850);

  private final List<String> prefixes;
  private final Supplier<VerifyKey> verifyKey;
  private final boolean allowsOnOutage;
  private final InstantSource clock;

  /**
   * @param prefixes the accepted key prefixes
   * @param verifyKey supplies the verifier for each decision, since a restored snapshot has a new
   *     one
   * @param allowsOnOutage whether a key with a quota is allowed while its requests cannot be
   *     counted
   */
  public AuthorizeKey(
      List<String> prefixes,
      Supplier<VerifyKey> verifyKey,
      boolean allowsOnOutage,
      InstantSource clock) {
    this.prefixes = List.copyOf(prefixes);
    this.verifyKey = verifyKey;
    this.allowsOnOutage = allowsOnOutage;
    this.clock = clock;
  }

  /**
   * Handles one event.
   *
   * @param requestId the request's ID in Lambda
   * @param log the environment's log
   * @throws UnauthorizedException if the key is refused and the API is a REST API
   * @throws UnavailableException if the key cannot be verified
   * @throws MalformedEventException if the event is not one that API Gateway sends
   */
  public void handle(InputStream in, OutputStream out, String requestId, DecisionLog log)
      throws IOException {
    Instant start = clock.instant();
    Decision decision = new Decision(requestId);
    try {
      respond(in, decision).writeTo(out);
    } catch (UnauthorizedException refusal) {
      throw refusal;
    } catch (MalformedEventException malformed) {
      decision.failed(Counter.FAILED, "malformed_event");
      decision.detail = malformed.detail();
      throw malformed;
    } catch (RequestException exception) {
      decision.failed(exception);
      throw new UnavailableException();
    } catch (RuntimeException e) {
      decision.failed(e);
      throw new UnavailableException();
    } finally {
      Instant end = clock.instant();
      decision.nanoseconds = Duration.between(start, end).toNanos();
      log.add(decision, end);
    }
  }

  private JsonBuffer respond(InputStream in, Decision decision) {
    Optional<AuthorizerEvent> read = EventReader.read(in, prefixes);
    if (read.isEmpty()) {
      return new JsonBuffer(2).beginObject().endObject();
    }
    AuthorizerEvent event = read.get();
    decision.event = event;
    Verification verification = verify(event.credential());
    if (verification instanceof Accepted accepted) {
      return accepted(event, accepted, decision);
    }
    return refused(event, (Refused) verification, decision);
  }

  /** Verifies the key that a request carries. */
  Verification verify(Credential credential) {
    if (credential instanceof Credential.One one) {
      return verifyKey.get().verify(one.text(), clock.instant(), Deadline.in(MAX_READING));
    }
    return new Refused(
        credential instanceof Credential.None ? Refusal.MISSING : Refusal.AMBIGUOUS, null);
  }

  private JsonBuffer accepted(AuthorizerEvent event, Accepted accepted, Decision decision) {
    decision.accepted(accepted);
    Denial denial =
        Denial.of(accepted.key(), accepted.dataApi(), event.arn().request(), event.sourceIp());
    if (denial != null) {
      decision.denied(denial.word());
      return Policies.deny(denial, accepted.key(), accepted.dataApi(), event);
    }
    Instant end = useQuota(accepted, decision);
    if (end != null) {
      decision.denied(Denial.QUOTA.word());
      return Policies.denyAll(
          Denial.QUOTA, accepted.key(), accepted.dataApi(), event, secondsUntil(end));
    }
    decision.allowed();
    return Policies.allow(accepted.key(), accepted.dataApi(), event);
  }

  /** Returns when the key's quota allows another request; {@code null} if it allows this one. */
  @Nullable Instant useQuota(Accepted accepted, Decision decision) {
    Quota quota = accepted.quota();
    if (quota == null) {
      return null;
    }
    try {
      return verifyKey.get().use(quota, accepted.key(), clock.instant(), Deadline.in(MAX_COUNTING));
    } catch (RequestException outage) {
      if (allowsOnOutage) {
        decision.uncounted(outage);
        return null;
      }
      throw outage;
    }
  }

  /** Returns the seconds until an instant, at least 1. */
  long secondsUntil(Instant end) {
    return Math.max(1, Duration.between(clock.instant(), end).toSeconds());
  }

  private static JsonBuffer refused(AuthorizerEvent event, Refused refused, Decision decision) {
    decision.refused(refused);
    if (event.format().refusesByPolicy()) {
      return Policies.deny(event.arn());
    }
    throw new UnauthorizedException();
  }
}
