package dev.latchkey.management.console;

/**
 * A file of the page.
 *
 * @param type its media type
 * @param text its content; nothing of the page is binary
 * @param isLasting whether its URL names its content, so that it may be kept for ever
 */
public record ConsoleFile(String type, String text, boolean isLasting) {
  ConsoleFile lasting(boolean lasting) {
    return new ConsoleFile(type, text, lasting);
  }
}
