package dev.latchkey.local.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;
import java.util.TreeMap;

/**
 * A function that does what it is told: {@code sleep}, {@code nap}, {@code exit}, {@code error},
 * {@code tell}.
 */
public final class OddHandler implements RequestHandler<OddHandler.Order, Object> {
  private boolean busy;

  /** What it is told. */
  public static final class Order {
    private String what = "";

    public String getWhat() {
      return what;
    }

    public void setWhat(String what) {
      this.what = what;
    }
  }

  @Override
  public Object handleRequest(Order order, Context context) {
    if (busy) {
      throw new IllegalStateException("two calls at once");
    }
    busy = true;
    try {
      return act(order.getWhat(), context);
    } finally {
      busy = false;
    }
  }

  private static Object act(String what, Context context) {
    switch (what) {
      case "sleep" -> nap(30_000);
      case "oversleep" -> nap(1_200);
      case "nap" -> nap(20);
      case "exit" -> Runtime.getRuntime().halt(3);
      case "error" ->
          throw new IllegalArgumentException("told to", new IllegalStateException("so"));
      default -> System.out.println("told to " + what);
    }
    return Map.of(
        "environment",
        new TreeMap<>(System.getenv()),
        "function",
        context.getFunctionName(),
        "arn",
        context.getInvokedFunctionArn(),
        "remaining",
        context.getRemainingTimeInMillis(),
        "memory",
        context.getMemoryLimitInMB(),
        "pid",
        ProcessHandle.current().pid());
  }

  private static void nap(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
