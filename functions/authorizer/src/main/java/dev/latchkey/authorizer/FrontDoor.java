package dev.latchkey.authorizer;

import dev.latchkey.authorizer.frontdoor.FrontDoorRequest;
import dev.latchkey.authorizer.frontdoor.FrontDoorRequests;
import dev.latchkey.authorizer.frontdoor.FrontDoorResponses;
import dev.latchkey.authorizer.frontdoor.FunctionUrlEvent;
import dev.latchkey.authorizer.frontdoor.RejectedRequestException;
import dev.latchkey.core.application.Denial;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.application.Verification;
import dev.latchkey.core.application.Verification.Accepted;
import dev.latchkey.core.application.Verification.Refused;
import dev.latchkey.core.telemetry.JsonBuffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Authorizes one request for a proxy or program outside API Gateway. It decides and logs as {@link
 * AuthorizeKey} does, and returns an HTTP response in place of a policy.
 */
public final class FrontDoor {
  private static final byte[] PRIMING =
      """
      {"version":"2.0","rawPath":"/","headers":{"accept":"*/*"},
       "requestContext":{"http":{"method":"GET","sourceIp":"127.0.0.1"}}}
      """
          .getBytes(StandardCharsets.US_ASCII);

  private final AuthorizeKey authorizeKey;
  private final FrontDoorRequests requests;
  private final DecisionLog log;
  private final InstantSource clock;

  /**
   * @param authorizeKey decides on keys
   * @param log the environment's log
   */
  public FrontDoor(
      AuthorizeKey authorizeKey, FrontDoorRequests requests, DecisionLog log, InstantSource clock) {
    this.authorizeKey = authorizeKey;
    this.requests = requests;
    this.log = log;
    this.clock = clock;
  }

  /** Handles a request to a path that does not exist, so that the first real one finds classes. */
  public void prime() {
    handle(new ByteArrayInputStream(PRIMING), "priming");
  }

  /**
   * Handles one event of a function URL.
   *
   * @param requestId the request's ID in Lambda
   * @throws dev.latchkey.authorizer.event.MalformedEventException if the event is not one of a
   *     function URL
   */
  public void handle(InputStream in, OutputStream out, String requestId) throws IOException {
    handle(in, requestId).writeTo(out);
  }

  private JsonBuffer handle(InputStream in, String requestId) {
    Instant start = clock.instant();
    FrontDoorRequest request;
    try {
      Optional<FunctionUrlEvent> event = FunctionUrlEvent.read(in);
      if (event.isEmpty()) {
        return new JsonBuffer(2).beginObject().endObject();
      }
      request = requests.read(event.get());
    } catch (RejectedRequestException rejected) {
      return FrontDoorResponses.rejected(rejected, requestId);
    }
    Decision decision = new Decision(requestId);
    try {
      return decide(request, decision);
    } catch (RequestException outage) {
      decision.failed(outage);
      return FrontDoorResponses.unavailable(requestId);
    } catch (RuntimeException e) {
      decision.failed(e);
      return FrontDoorResponses.unavailable(requestId);
    } finally {
      Instant end = clock.instant();
      decision.nanoseconds = Duration.between(start, end).toNanos();
      log.add(decision, end);
    }
  }

  private JsonBuffer decide(FrontDoorRequest request, Decision decision) {
    Verification verification = authorizeKey.verify(request.credential());
    if (verification instanceof Refused refused) {
      decision.refused(refused);
      return FrontDoorResponses.unauthorized(decision.requestId);
    }
    Accepted accepted = (Accepted) verification;
    decision.accepted(accepted);
    Denial denial = request.denial(accepted);
    if (denial != null) {
      decision.denied(denial.word());
      return FrontDoorResponses.denied(denial, decision.requestId);
    }
    Instant end = authorizeKey.useQuota(accepted, decision);
    if (end != null) {
      decision.denied(Denial.QUOTA.word());
      return FrontDoorResponses.overQuota(
          request, authorizeKey.secondsUntil(end), decision.requestId);
    }
    decision.allowed();
    return FrontDoorResponses.allowed(request, accepted);
  }
}
