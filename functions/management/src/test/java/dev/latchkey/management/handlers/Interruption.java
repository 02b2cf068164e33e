package dev.latchkey.management.handlers;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * Interrupts work once, before or after one of its requests. After it means that the request was
 * done and its response was lost.
 */
final class Interruption {
  private final int at;
  private final boolean isAfter;
  private int requests;

  /**
   * @param at the number of requests that are answered before
   */
  Interruption(int at, boolean isAfter) {
    this.at = at;
    this.isAfter = isAfter;
  }

  /** What interrupted work throws. */
  static final class InterruptedWorkException extends RuntimeException {}

  /** Returns the same service, interrupted. */
  <T> T in(Class<T> type, T service) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              boolean isNow = requests++ == at;
              if (isNow && !isAfter) {
                throw new InterruptedWorkException();
              }
              try {
                Object result = method.invoke(service, arguments);
                if (isNow) {
                  throw new InterruptedWorkException();
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
