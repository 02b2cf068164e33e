package dev.latchkey.authorizer.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.latchkey.authorizer.AuthorizeKey;
import dev.latchkey.authorizer.DecisionLog;
import dev.latchkey.authorizer.snapshot.SnapshotLifecycle;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The Lambda authorizer of data APIs. Three properties of API Gateway and Lambda determine its
 * design:
 *
 * <ul>
 *   <li>A REST API returns 401 only if its authorizer fails with the message {@code Unauthorized}.
 *       A Deny policy results in 403, and any other failure in 500. An HTTP API returns 403 for a
 *       Deny policy; it documents no way to return 401.
 *   <li>API Gateway may cache the policy and apply it to later requests with the same key, so the
 *       policy covers everything that the key allows.
 *   <li>Lambda may clone the function from a snapshot, so connections and cached data must not
 *       predate the clone.
 * </ul>
 */
public final class AuthorizeKeyHandler implements RequestStreamHandler {
  private final DecisionLog log;
  private final AuthorizeKey authorizeKey;

  /** Strong reference, since the snapshot context holds only a weak one. */
  private final SnapshotLifecycle snapshots;

  /** Creates the handler from the function's environment, and primes it. */
  public AuthorizeKeyHandler() {
    this(AuthorizerDependencies.ofThisFunction());
  }

  /** Creates the handler with other dependencies, for tests. */
  public AuthorizeKeyHandler(AuthorizerDependencies dependencies) {
    log = new DecisionLog(dependencies.telemetry(), dependencies.settings().logsEachAllowed());
    snapshots =
        new SnapshotLifecycle(
            dependencies.settings(),
            dependencies.clock(),
            dependencies.opener(),
            dependencies.priming());
    authorizeKey =
        new AuthorizeKey(
            dependencies.settings().prefixes(),
            snapshots,
            dependencies.settings().allowsOnOutage(),
            dependencies.clock());
    snapshots.warmUp(authorizeKey);
    dependencies.snapshots().accept(snapshots);
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    authorizeKey.handle(in, out, context.getAwsRequestId(), log);
  }
}
