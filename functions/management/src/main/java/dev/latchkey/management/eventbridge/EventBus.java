package dev.latchkey.management.eventbridge;

import java.io.IOException;
import java.util.List;

/** An event bus. */
@FunctionalInterface
public interface EventBus {
  /** The maximum number of events of one request. */
  int MAX_EVENTS = 10;

  /** The maximum size of one request, in bytes: 256 KB with a margin. */
  int MAX_BYTES = 250_000;

  /**
   * Puts events on the bus by one request.
   *
   * @param events at most {@link #MAX_EVENTS}, of at most {@link #MAX_BYTES} together unless it is
   *     one
   * @return the events that the bus did not accept
   * @throws IOException if it is unknown which events the bus accepted
   */
  List<BusEvent> put(List<BusEvent> events) throws IOException;
}
