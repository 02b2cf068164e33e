package dev.latchkey.local.lambda.host;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Deque;
import java.util.concurrent.Callable;
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
   * An execution environment that no call is using, made if there is none: as in Lambda, its
   * initialization is no part of the call's time-out.
   */
  StreamHandler environment() throws Exception {
    StreamHandler environment = idle.poll();
    return environment == null ? inFunction(handler::instance) : environment;
  }

  /** Initializes a first environment ahead of the first call; what fails here, fails there too. */
  void warm() {
    try {
      idle.push(environment());
    } catch (Exception | LinkageError e) {
      FunctionError.of(setup, e);
    }
  }

  /**
   * Runs one call on this thread. An environment whose call failed is used again; one whose call
   * was interrupted by a time-out is not.
   */
  byte[] call(StreamHandler environment, byte[] event, String requestId) throws Exception {
    ByteArrayOutputStream answer = new ByteArrayOutputStream(1024);
    boolean usable = true;
    try {
      return inFunction(
          () -> {
            environment.handle(
                new ByteArrayInputStream(event), answer, new InvocationContext(setup, requestId));
            return answer.toByteArray();
          });
    } catch (Error e) {
      usable = false;
      throw e;
    } finally {
      if (usable && !Thread.currentThread().isInterrupted()) {
        idle.push(environment);
      }
    }
  }

  /** Runs a function's code on a thread that has its name meanwhile, as thread dumps show. */
  private <T> T inFunction(Callable<T> code) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    String name = thread.getName();
    thread.setContextClassLoader(handler.loader());
    thread.setName(setup.label());
    FunctionOutput.label(setup.label());
    try {
      return code.call();
    } finally {
      FunctionOutput.label(null);
      thread.setName(name);
      thread.setContextClassLoader(before);
    }
  }
}
