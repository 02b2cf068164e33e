package dev.latchkey.authorizer.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.latchkey.authorizer.AuthorizeKey;
import dev.latchkey.authorizer.DecisionLog;
import dev.latchkey.authorizer.FrontDoor;
import dev.latchkey.authorizer.frontdoor.FrontDoorRequests;
import dev.latchkey.authorizer.frontdoor.TrustedProxies;
import dev.latchkey.authorizer.snapshot.SnapshotLifecycle;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The front door: authorizes requests for proxies and programs outside API Gateway, behind a Lambda
 * function URL. It shares the authorizer's use case, log and snapshot, but is a function of its
 * own, so that requests from the internet use no concurrency of the authorizer.
 */
public final class FrontDoorHandler implements RequestStreamHandler {
  private final FrontDoor frontDoor;

  /** Strong reference, since the snapshot context holds only a weak one. */
  private final SnapshotLifecycle snapshots;

  /** Creates the handler from the function's environment, and primes it. */
  public FrontDoorHandler() {
    this(
        AuthorizerDependencies.ofThisFunction(),
        TrustedProxies.of(
            AuthorizerDependencies.environment().getOrDefault("TRUSTED_PROXIES", "")));
  }

  /** Creates the handler with other dependencies, for tests. */
  public FrontDoorHandler(AuthorizerDependencies dependencies, TrustedProxies trusted) {
    snapshots =
        new SnapshotLifecycle(
            dependencies.settings(),
            dependencies.clock(),
            dependencies.opener(),
            dependencies.priming());
    AuthorizeKey authorizeKey =
        new AuthorizeKey(
            dependencies.settings().prefixes(),
            snapshots,
            dependencies.settings().allowsOnOutage(),
            dependencies.clock());
    frontDoor =
        new FrontDoor(
            authorizeKey,
            new FrontDoorRequests(dependencies.settings().prefixes(), trusted),
            new DecisionLog(dependencies.telemetry(), dependencies.settings().logsEachAllowed()),
            dependencies.clock());
    snapshots.warmUp(authorizeKey);
    frontDoor.prime();
    dependencies.snapshots().accept(snapshots);
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    frontDoor.handle(in, out, context.getAwsRequestId());
  }
}
