package dev.latchkey.management.http;

import dev.latchkey.core.application.Cursor;
import dev.latchkey.core.application.EventQuery;
import dev.latchkey.core.application.FieldError;
import dev.latchkey.core.application.KeyQuery;
import dev.latchkey.core.application.Page;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.EventKind;
import dev.latchkey.core.domain.KeyStatus;
import dev.latchkey.core.domain.TextConstraint;
import dev.latchkey.management.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request for one page of a listing.
 *
 * @param query the listing in the canonical form that cursors contain
 * @param judgedAt the instant at which states are judged, set by the first page
 * @param page the page to return
 */
public record PageRequest(String query, Instant judgedAt, Page.Request page) {
  private static final int MAX_LIMIT = 1_000;
  private static final int DEFAULT_LIMIT = 50;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");
  private static final Set<String> EVENT_PARAMETERS =
      Set.of("domain", "data_api_id", "by", "kind", "since", "limit", "cursor");
  private static final List<String> KINDS =
      Stream.of(EventKind.values()).map(EventKind::word).sorted().toList();

  /** A request to list the events of all keys and data APIs. */
  public record OfEvents(PageRequest listing, EventQuery query) {}

  static final String INCLUDE = "include";

  /** A request to list keys, with their usage or without. */
  public record OfKeys(PageRequest listing, KeyQuery query, boolean includesUsage) {}

  /**
   * Parses a request to list keys.
   *
   * @throws RequestException {@code CURSOR_INVALID}, {@code INVALID_REQUEST}
   */
  public static OfKeys ofKeys(Request request, Instant now) {
    RequestReader input =
        RequestReader.of(request, Set.of("data_api_id", "status", INCLUDE, "limit", "cursor"));
    String dataApiId = input.parameter("data_api_id");
    String status = input.parameter("status");
    if (dataApiId != null && !DataApi.isDataApiId(dataApiId)) {
      input.errors().add(FieldError.parameter("data_api_id", "must be the ID of a data API"));
    }
    if (status != null && KeyStatus.parse(status).isEmpty()) {
      input
          .errors()
          .add(FieldError.parameter("status", "must be active, suspended, revoked or expired"));
    }
    String query =
        "keys?data_api_id=%s&status=%s"
            .formatted(Objects.toString(dataApiId, ""), Objects.toString(status, ""));
    boolean includesUsage = includesUsage(input);
    PageRequest listing = read(input, query, now);
    KeyStatus parsed = status == null ? null : KeyStatus.parse(status).orElseThrow();
    return new OfKeys(listing, new KeyQuery(dataApiId, parsed, listing.judgedAt()), includesUsage);
  }

  /**
   * Parses a request to list the events of all keys and data APIs.
   *
   * @throws RequestException {@code CURSOR_INVALID}, {@code INVALID_REQUEST}
   */
  public static OfEvents ofEvents(Request request, Instant now) {
    RequestReader input = RequestReader.of(request, EVENT_PARAMETERS);
    String domain = valid(input, "domain", DataApi::isDomain, "must be a domain");
    String dataApiId =
        valid(input, "data_api_id", DataApi::isDataApiId, "must be the ID of a data API");
    String by = checked(input, "by", TextConstraint.NAME::problem);
    String kind = valid(input, "kind", KINDS::contains, "must be one of " + join(KINDS));
    String since = checked(input, "since", Rfc3339::problem);
    String query =
        Stream.of(domain, dataApiId, by, kind, since)
            .map(value -> value == null ? "" : URLEncoder.encode(value, StandardCharsets.UTF_8))
            .collect(Collectors.joining("&", "events?", ""));
    PageRequest listing = read(input, query, now);
    return new OfEvents(
        listing,
        new EventQuery(
            domain,
            dataApiId,
            by,
            kind == null ? null : EventKind.of(kind),
            since == null ? null : Rfc3339.parse(since)));
  }

  private static @Nullable String valid(
      RequestReader input, String name, Predicate<String> isValid, String problem) {
    return checked(input, name, value -> isValid.test(value) ? null : problem);
  }

  /** Returns a parameter; {@code null} if it is absent or invalid, which is an error. */
  private static @Nullable String checked(
      RequestReader input, String name, Function<String, @Nullable String> problem) {
    String value = input.parameter(name);
    String found = value == null ? null : problem.apply(value);
    if (found != null) {
      input.errors().add(FieldError.parameter(name, found));
      return null;
    }
    return value;
  }

  private static String join(List<String> words) {
    return String.join(", ", words.subList(0, words.size() - 1))
        + " or "
        + words.get(words.size() - 1);
  }

  /**
   * Parses a request for a listing without filters.
   *
   * @param query the listing, such as {@code data-apis}
   * @throws RequestException {@code CURSOR_INVALID}, {@code INVALID_REQUEST}
   */
  public static PageRequest of(Request request, String query, Instant now) {
    return read(RequestReader.of(request, Set.of("limit", "cursor")), query, now);
  }

  /** Returns whether keys are to be shown with their usage. */
  static boolean includesUsage(RequestReader input) {
    String include = input.parameter(INCLUDE);
    if (include != null && !include.equals("usage")) {
      input.errors().add(FieldError.parameter(INCLUDE, "must be usage"));
    }
    return include != null;
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

  private static PageRequest read(RequestReader input, String query, Instant now) {
    String text = input.parameter("cursor");
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
    String text = input.parameter("limit");
    if (text == null) {
      return DEFAULT_LIMIT;
    }
    int limit = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > MAX_LIMIT) {
      input
          .errors()
          .add(FieldError.parameter("limit", "must be a whole number from 1 to " + MAX_LIMIT));
    }
    return limit;
  }
}
