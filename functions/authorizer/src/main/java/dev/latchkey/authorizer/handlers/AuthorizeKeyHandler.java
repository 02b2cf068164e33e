package dev.latchkey.authorizer.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.latchkey.authorizer.AuthorizeKey;
import dev.latchkey.authorizer.snapshot.SnapshotLifecycle;
import dev.latchkey.core.telemetry.LogLine;
import dev.latchkey.core.telemetry.Telemetry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The Lambda authorizer of data APIs. Three facts decide its form:
 *
 * <ul>
 *   <li>A REST API answers 401 only if its authorizer fails with the message {@code Unauthorized};
 *       a policy that denies makes 403, and any other failure 500. An HTTP API makes 403 of a
 *       policy that denies, and documents no 401.
 *   <li>API Gateway may keep the policy and judge later calls of the same key by it, so it says all
 *       that the key opens.
 *   <li>Lambda may clone the function from a snapshot, so no connection and nothing remembered is
 *       older than the clone.
 * </ul>
 */
public final class AuthorizeKeyHandler implements RequestStreamHandler {
  private final Telemetry telemetry;
  private final AuthorizeKey authorizeKey;

  /** Held here, since the context of a snapshot holds it weakly. */
  private final SnapshotLifecycle snapshots;

  /** The handler of the function that the environment describes, warmed up. */
  public AuthorizeKeyHandler() {
    this(AuthorizerDependencies.ofThisFunction());
  }

  /** The handler with other dependencies, for tests. */
  public AuthorizeKeyHandler(AuthorizerDependencies dependencies) {
    telemetry = dependencies.telemetry();
    snapshots =
        new SnapshotLifecycle(
            dependencies.settings(),
            dependencies.clock(),
            dependencies.opener(),
            dependencies.priming());
    authorizeKey =
        new AuthorizeKey(dependencies.settings().prefixes(), snapshots, dependencies.clock());
    snapshots.warmUp(authorizeKey);
    dependencies.snapshots().accept(snapshots);
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    LogLine line = telemetry.line(context.getFunctionName(), context.getAwsRequestId());
    authorizeKey.handle(in, out, line, telemetry);
  }
}
