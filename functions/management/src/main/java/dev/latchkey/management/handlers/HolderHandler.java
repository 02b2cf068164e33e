package dev.latchkey.management.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.ProveKey;
import dev.latchkey.core.application.ShowHeldKey;
import dev.latchkey.core.application.Stores;
import dev.latchkey.core.domain.Actor;
import dev.latchkey.core.telemetry.LogLine;
import dev.latchkey.management.http.HeldKeyView;
import dev.latchkey.management.http.Request;
import dev.latchkey.management.http.Response;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A handler for requests of the holder of a key's secret. The secret is proven before anything else
 * of the request is read, and is the only credential.
 */
abstract class HolderHandler
    implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
  /** The author of what holders change. */
  private static final Actor HOLDER = new Actor("holder", "holder");

  private final RequestPipeline pipeline;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final List<String> prefixes;
  private final ProveKey proveKey;
  private final ShowHeldKey showHeldKey;

  HolderHandler(ManagementDependencies dependencies) {
    Stores stores = dependencies.stores();
    this.pipeline = dependencies.pipeline();
    this.clock = dependencies.clock();
    this.random = dependencies.random();
    this.prefixes = dependencies.settings().prefixes();
    this.proveKey = new ProveKey(stores.keys(), prefixes);
    this.showHeldKey = new ShowHeldKey(stores);
  }

  @Override
  public final APIGatewayProxyResponseEvent handleRequest(
      APIGatewayProxyRequestEvent event, Context context) {
    return pipeline.serve(event, context, this::admit);
  }

  /**
   * Handles a request, and returns the key to show.
   *
   * @param proof the key and the secret that the request carried
   */
  abstract ProveKey.Proof handle(Request request, ProveKey.Proof proof, ChangeContext change);

  private Response admit(Request request, LogLine line) {
    ChangeContext change = ChangeContext.draw(random, HOLDER, clock.instant());
    ProveKey.Proof proof = proveKey.prove(request.credential(prefixes), change.at());
    line.with("key_id", proof.key().keyId().value());
    Response response =
        Response.ok(
            HeldKeyView.of(
                showHeldKey.show(handle(request, proof, change), request.sourceIp(), change.at()),
                change.at()));
    return request.isHead() ? response.withoutBody() : response;
  }
}
