package dev.latchkey.local.lambda.host;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/**
 * A function and its execution environments: one call at a time each, more under load. There are at
 * most a few for each processor, since all of them share this machine; further calls wait.
 */
final class HostedFunction {
  private static final int MOST_PER_PROCESSOR = 4;

  private final FunctionSetup setup;
  private final HandlerClass handler;
  private final Deque<StreamHandler> idle = new ConcurrentLinkedDeque<>();
  private final Semaphore environments =
      new Semaphore(MOST_PER_PROCESSOR * Runtime.getRuntime().availableProcessors(), true);

  /**
   * Finds the handler's class, without initializing it: that is for the first call.
   *
   * @throws HandlerException if it is not there or is no handler
   */
  HostedFunction(FunctionSetup setup, Deployments deployments) {
    this.setup = setup;
    this.handler = HandlerClass.find(setup, deployments.loader(setup.deployment()));
  }

  FunctionSetup setup() {
    return setup;
  }

  /** Waits until an environment may be used, for one call, which {@link #leave} ends. */
  void enter() {
    environments.acquireUninterruptibly();
  }

  /** Says that a call has its answer; one that timed out has it while its thread may still run. */
  void leave() {
    environments.release();
  }

  /**
   * Runs one call on this thread. An environment whose call failed is used again; one whose call
   * was interrupted by a time-out is not.
   */
  byte[] call(byte[] event, String requestId) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(handler.loader());
    FunctionOutput.label(setup.label());
    boolean usable = true;
    StreamHandler environment = null;
    try {
      environment = idle.poll();
      if (environment == null) {
        environment = handler.instance();
      }
      ByteArrayOutputStream answer = new ByteArrayOutputStream(1024);
      environment.handle(
          new ByteArrayInputStream(event), answer, new CallContext(setup, requestId));
      return answer.toByteArray();
    } catch (Error e) {
      usable = false;
      throw e;
    } finally {
      if (environment != null && usable && !Thread.currentThread().isInterrupted()) {
        idle.push(environment);
      }
      FunctionOutput.label(null);
      thread.setContextClassLoader(before);
    }
  }
}
