package dev.latchkey.tests.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.testing.Mutations;
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

  /** Bad input, one character for each byte. */
  default Mutations mutations() {
    return new Mutations(
        samples().stream().map(sample -> new String(sample, ISO_8859_1)).toList(),
        words().stream().map(word -> new String(word.getBytes(UTF_8), ISO_8859_1)).toList());
  }

  /** One of the readers by its name on the command line. */
  static Target of(String name) {
    return switch (name) {
      case "key" -> new KeyTarget();
      case "event" -> new AuthorizerEventTarget();
      case "cursor" -> new CursorTarget();
      case "token" -> new TokenTarget();
      default -> throw new IllegalArgumentException("There is key, event, cursor and token.");
    };
  }
}
