package dev.latchkey.local.gateway;

import dev.latchkey.local.lambda.FunctionException;
import dev.latchkey.local.lambda.FunctionHost;
import dev.latchkey.local.lambda.Invocation;
import dev.latchkey.local.template.Api;
import dev.latchkey.local.template.FunctionDefinition;
import dev.latchkey.local.template.Template;
import java.net.URI;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A stack that runs on this laptop: its functions, and its API on loopback. */
public final class Stack implements AutoCloseable {
  private final StackDefinition definition;
  private final FunctionHost host;
  private final @Nullable GatewayServer server;

  private Stack(StackDefinition definition, FunctionHost host, @Nullable GatewayServer server) {
    this.definition = definition;
    this.host = host;
    this.server = server;
  }

  /**
   * Starts a stack and waits until its functions can be called and its API answers.
   *
   * @throws StackException if a function's package or handler is not there, or the port is taken
   */
  public static Stack start(StackDefinition definition) {
    Template template = definition.template();
    FunctionHost host;
    try {
      host =
          FunctionHost.start(
              template, definition.functions(), definition.environment(), definition.log());
    } catch (FunctionException e) {
      throw new StackException(String.valueOf(e.getMessage()));
    }
    try {
      Api api = template.api().orElse(null);
      GatewayServer server =
          api == null
              ? null
              : GatewayServer.start(
                  handler(api, definition), definition.port(), definition.home(), line(definition));
      return new Stack(definition, host, server);
    } catch (RuntimeException e) {
      host.close();
      throw e;
    }
  }

  private static ApiHandler handler(Api api, StackDefinition definition) {
    return switch (api.kind()) {
      case REST -> new RestApi(api, definition.functions(), line(definition));
      case HTTP -> new HttpApi(api, definition.functions(), line(definition));
    };
  }

  private static Consumer<String> line(StackDefinition definition) {
    String prefix = "[" + definition.template().stack() + "] ";
    return text -> definition.log().accept(prefix + text);
  }

  /**
   * Where the API answers, without a trailing slash.
   *
   * @throws IllegalStateException if the stack has no API
   */
  public URI url() {
    if (server == null) {
      throw new IllegalStateException("The stack has no API");
    }
    return URI.create("http://localhost:" + server.port());
  }

  /**
   * Calls one of the stack's functions and waits for it.
   *
   * @throws IllegalArgumentException if there is no such function
   */
  public Invocation invoke(String functionLogicalId, byte[] event) {
    FunctionDefinition function =
        definition.template().functions().stream()
            .filter(each -> each.logicalId().equals(functionLogicalId))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("There is no function " + functionLogicalId));
    return definition.functions().invoke(function.arn(), event);
  }

  /** Stops the API, letting what it has begun finish for a moment, then the functions. */
  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
    host.close();
  }
}
