package dev.latchkey.local.lambda;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The functions of all stacks on this laptop, found by name or ARN, with or without an alias. */
public final class FunctionRegistry {
  private static final String ARN_INFIX = ":function:";

  private final Map<String, FunctionHost> hosts = new ConcurrentHashMap<>();

  void add(String name, FunctionHost host) {
    hosts.put(name, host);
  }

  void remove(FunctionHost host) {
    hosts.values().removeIf(host::equals);
  }

  /**
   * Calls a function and waits for it.
   *
   * @throws FunctionException if it is not there or cannot be reached
   */
  public Invocation invoke(String arnOrName, byte[] event) {
    try {
      return invokeAsync(arnOrName, event).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof FunctionException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /**
   * Calls a function, which has to answer within some seconds unless a debugger may attach to it;
   * it completes with a {@link java.util.concurrent.TimeoutException} if it does not, and with a
   * {@link FunctionException} if it cannot be reached.
   */
  public CompletableFuture<Invocation> invokeAsync(
      String arnOrName, byte[] event, long timeoutSeconds) {
    FunctionHost host = hosts.get(name(arnOrName));
    CompletableFuture<Invocation> answer = invokeAsync(arnOrName, event);
    return host != null && host.isDebugged()
        ? answer
        : answer.orTimeout(timeoutSeconds, TimeUnit.SECONDS);
  }

  /** Calls a function; it completes with a {@link FunctionException} if it cannot be reached. */
  public CompletableFuture<Invocation> invokeAsync(String arnOrName, byte[] event) {
    String name = name(arnOrName);
    FunctionHost host = hosts.get(name);
    return host == null
        ? CompletableFuture.failedFuture(
            new FunctionException("There is no function " + arnOrName + "."))
        : host.invoke(name, event);
  }

  private static String name(String arnOrName) {
    int infix = arnOrName.indexOf(ARN_INFIX);
    String qualified = infix < 0 ? arnOrName : arnOrName.substring(infix + ARN_INFIX.length());
    int colon = qualified.indexOf(':');
    return colon < 0 ? qualified : qualified.substring(0, colon);
  }
}
