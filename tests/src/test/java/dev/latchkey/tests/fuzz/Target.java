package dev.latchkey.tests.fuzz;

import java.util.List;

/** A reader of what strangers send. */
public interface Target {

  /** Good input, from which bad input is made. */
  List<byte[]> samples();

  /** Pieces that mean something to the reader. */
  List<String> words();

  /**
   * Has an input read. It ends without any exception but those that the reader declares, which are
   * caught here.
   *
   * @throws AssertionError if the reader takes what it must not
   */
  void read(byte[] input);

  /** One of the readers by its name on the command line. */
  static Target of(String name) {
    return switch (name) {
      case "key" -> new KeyTarget();
      case "event" -> new EventTarget();
      case "cursor" -> new CursorTarget();
      case "token" -> new TokenTarget();
      default -> throw new IllegalArgumentException("There is key, event, cursor and token.");
    };
  }
}
