package dev.latchkey.management.console;

/**
 * A file of the console.
 *
 * @param type its media type
 * @param text its content; no file is binary
 * @param isImmutable whether its URL contains its version, so that browsers may cache it
 *     permanently
 */
public record ConsoleFile(String type, String text, boolean isImmutable) {
  ConsoleFile lasting(boolean lasting) {
    return new ConsoleFile(type, text, lasting);
  }
}
