package dev.latchkey.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.local.lambda.FunctionRegistry;
import dev.latchkey.local.lambda.Invocation;
import dev.latchkey.local.template.Api;
import dev.latchkey.local.template.Api.Authorizer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Asks a Lambda authorizer, or its cached verdict, whether a call may pass. */
final class LambdaAuthorizer {
  private final boolean unauthorizedIsKnown;
  private final FunctionRegistry functions;
  private final AuthorizerResultCache verdicts = new AuthorizerResultCache(System::nanoTime);

  /**
   * The authorizers of an API. Only REST APIs answer 401 to an authorizer's {@code Unauthorized}.
   */
  LambdaAuthorizer(Api api, FunctionRegistry functions) {
    unauthorizedIsKnown = api.kind() == Api.Kind.REST;
    this.functions = functions;
  }

  /**
   * The verdict on a call's identity; completes with a {@link RejectedException} if there is none.
   *
   * @param event makes the authorizer's event of the identity's values
   */
  CompletableFuture<AuthorizerResult> verdict(
      Authorizer authorizer, RoutedRequest call, Function<List<String>, ObjectNode> event) {
    List<String> identity = IdentitySources.of(authorizer, call);
    if (identity == null
        || (authorizer.tokenPattern() != null
            && !identity.get(0).matches(authorizer.tokenPattern()))) {
      return CompletableFuture.failedFuture(unauthorized());
    }
    AuthorizerResult kept = verdicts.find(authorizer, identity);
    if (kept != null) {
      return CompletableFuture.completedFuture(kept);
    }
    return functions
        .invokeAsync(authorizer.functionArn(), GatewayJson.bytes(event.apply(identity)))
        .handle(
            (invocation, problem) -> {
              if (problem != null) {
                throw new RejectedException(
                    ResponseType.AUTHORIZER_CONFIGURATION_ERROR, null, problem.getMessage());
              }
              AuthorizerResult verdict = read(authorizer, invocation);
              verdicts.keep(authorizer, identity, verdict);
              return verdict;
            });
  }

  private AuthorizerResult read(Authorizer authorizer, Invocation invocation) {
    JsonNode answer = GatewayJson.read(invocation.payload());
    if (invocation.failed()) {
      String error = answer == null ? "" : answer.path("errorMessage").asText();
      throw unauthorizedIsKnown && error.equals("Unauthorized")
          ? unauthorized()
          : new RejectedException(
              ResponseType.AUTHORIZER_FAILURE,
              null,
              "the authorizer " + authorizer.name() + " failed");
    }
    try {
      return AuthorizerResult.read(
          answer == null ? GatewayJson.object() : answer, authorizer.simpleResponses());
    } catch (IllegalArgumentException e) {
      throw new RejectedException(
          ResponseType.AUTHORIZER_CONFIGURATION_ERROR,
          null,
          "the answer of the authorizer " + authorizer.name() + ": " + e.getMessage());
    }
  }

  private static RejectedException unauthorized() {
    return new RejectedException(ResponseType.UNAUTHORIZED, "Unauthorized", null);
  }
}
