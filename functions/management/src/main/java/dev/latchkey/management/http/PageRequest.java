package dev.latchkey.management.http;

import dev.latchkey.core.application.Cursor;
import dev.latchkey.core.application.FieldError;
import dev.latchkey.core.application.Page;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.management.json.JsonObject;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A request for one page of a listing.
 *
 * @param query the listing in the canonical form that cursors contain
 * @param judgedAt the instant at which states are judged, set by the first page
 * @param page the page to return
 */
public record PageRequest(String query, Instant judgedAt, Page.Request page) {
  static final String LIMIT = "limit";
  static final String CURSOR = "cursor";

  private static final int MAX_LIMIT = 1_000;
  private static final int DEFAULT_LIMIT = 50;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");

  /**
   * Parses a request for a listing without filters.
   *
   * @param query the listing, such as {@code data-apis}
   * @throws RequestException {@code CURSOR_INVALID}, {@code INVALID_REQUEST}
   */
  public static PageRequest of(Request request, String query, Instant now) {
    return read(RequestReader.of(request, Set.of(LIMIT, CURSOR)), query, now);
  }

  /** Returns whether this is the listing's first page. */
  public boolean isFirst() {
    return page.after() == null;
  }

  /**
   * Returns the response with a page.
   *
   * @param name the field for the items
   */
  public <T> Response respond(String name, Page<T> found, Function<T, JsonObject> view) {
    String next = found.next();
    return Response.ok(
        new JsonObject()
            .with(name, found.items().stream().map(view).toList())
            .with("next_cursor", next == null ? null : new Cursor(query, judgedAt, next).text()));
  }

  /**
   * Reads the page of a listing.
   *
   * @throws RequestException {@code CURSOR_INVALID}, {@code INVALID_REQUEST} for all errors so far
   */
  static PageRequest read(RequestReader input, String query, Instant now) {
    String text = input.parameter(CURSOR);
    Cursor cursor = text == null ? null : cursor(text, query);
    int limit = limit(input);
    input.check();
    return cursor == null
        ? new PageRequest(query, now, new Page.Request(limit, null))
        : new PageRequest(query, cursor.judgedAt(), new Page.Request(limit, cursor.position()));
  }

  private static Cursor cursor(String text, String query) {
    return Cursor.parse(text, query)
        .orElseThrow(() -> RequestException.of(RequestException.Reason.CURSOR_INVALID));
  }

  private static int limit(RequestReader input) {
    String text = input.parameter(LIMIT);
    if (text == null) {
      return DEFAULT_LIMIT;
    }
    int limit = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > MAX_LIMIT) {
      input
          .errors()
          .add(FieldError.parameter(LIMIT, "must be a whole number from 1 to " + MAX_LIMIT));
    }
    return limit;
  }
}
