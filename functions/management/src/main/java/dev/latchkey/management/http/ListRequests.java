package dev.latchkey.management.http;

import dev.latchkey.core.application.EventQuery;
import dev.latchkey.core.application.FieldError;
import dev.latchkey.core.application.KeyFilter;
import dev.latchkey.core.application.KeyQuery;
import dev.latchkey.core.application.LabelFilter;
import dev.latchkey.core.application.ListKeys;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.EventKind;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.KeyStatus;
import dev.latchkey.core.domain.TextConstraint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Parses requests for lists with filters. Each method throws a {@link RequestException} with {@code
 * CURSOR_INVALID} or {@code INVALID_REQUEST}. A cursor belongs to all parameters but the size of
 * the page.
 */
public final class ListRequests {
  /** What names of parameters begin with that select by a tag. */
  static final String TAG = "tag.";

  private static final String INCLUDE = "include";
  private static final Set<String> OF_KEYS =
      Set.of(
          "data_api_id",
          "domain",
          "owner",
          "created_by",
          "status",
          "expires_before",
          "unused_since",
          "sort",
          INCLUDE,
          PageRequest.LIMIT,
          PageRequest.CURSOR);
  private static final Set<String> OF_DATA_APIS =
      Set.of("domain", "owner", PageRequest.LIMIT, PageRequest.CURSOR);
  private static final Set<String> OF_EVENTS =
      Set.of("domain", "data_api_id", "by", "kind", "since", PageRequest.LIMIT, PageRequest.CURSOR);
  private static final List<String> KINDS =
      Stream.of(EventKind.values()).map(EventKind::word).sorted().toList();
  private static final List<String> SORTS = List.of("created_at", "expires_at");

  private ListRequests() {}

  /** A request to list keys. */
  public record Keys(PageRequest listing, ListKeys.Command command) {}

  /** A request to list data APIs. */
  public record DataApis(PageRequest listing, LabelFilter filter) {}

  /** A request to list the events of all keys and data APIs. */
  public record Events(PageRequest listing, EventQuery query) {}

  /** Returns the keys to list. */
  public static Keys keys(Request request, Instant now) {
    RequestReader input = RequestReader.of(request, OF_KEYS, TAG);
    String dataApiId =
        valid(input, "data_api_id", DataApi::isDataApiId, "must be the ID of a data API");
    LabelFilter labels = labels(input);
    String createdBy = checked(input, "created_by", TextConstraint.NAME::problem);
    String sort = valid(input, "sort", SORTS::contains, "must be created_at or expires_at");
    KeyStatus status = status(input, "expires_at".equals(sort));
    Instant expiresBefore = time(input, "expires_before");
    Instant unusedSince = time(input, "unused_since");
    boolean includesUsage = includesUsage(input);
    PageRequest listing = PageRequest.read(input, input.canonicalQuery("keys"), now);
    KeyQuery query =
        new KeyQuery(
            dataApiId,
            status,
            listing.judgedAt(),
            new KeyFilter(labels, createdBy, null, expiresBefore),
            "expires_at".equals(sort) ? KeyQuery.Order.EXPIRES_AT : KeyQuery.Order.CREATED_AT);
    return new Keys(listing, new ListKeys.Command(query, unusedSince, includesUsage));
  }

  /** Returns the data APIs to list. */
  public static DataApis dataApis(Request request, Instant now) {
    RequestReader input = RequestReader.of(request, OF_DATA_APIS, TAG);
    LabelFilter labels = labels(input);
    return new DataApis(PageRequest.read(input, input.canonicalQuery("data-apis"), now), labels);
  }

  /** Returns the events to list. */
  public static Events events(Request request, Instant now) {
    RequestReader input = RequestReader.of(request, OF_EVENTS);
    String domain = domain(input);
    String dataApiId =
        valid(input, "data_api_id", DataApi::isDataApiId, "must be the ID of a data API");
    String by = checked(input, "by", TextConstraint.NAME::problem);
    String kind = valid(input, "kind", KINDS::contains, "must be one of " + join(KINDS));
    Instant since = time(input, "since");
    PageRequest listing = PageRequest.read(input, input.canonicalQuery("events"), now);
    return new Events(
        listing,
        new EventQuery(domain, dataApiId, by, kind == null ? null : EventKind.of(kind), since));
  }

  /** Returns whether keys are to be shown with their usage. */
  static boolean includesUsage(RequestReader input) {
    return valid(input, INCLUDE, "usage"::equals, "must be usage") != null;
  }

  private static LabelFilter labels(RequestReader input) {
    return new LabelFilter(
        domain(input), checked(input, "owner", TextConstraint.NAME::problem), tags(input));
  }

  private static @Nullable String domain(RequestReader input) {
    return valid(input, "domain", DataApi::isDomain, "must be a domain");
  }

  private static Map<String, String> tags(RequestReader input) {
    Map<String, String> given = input.parameters(TAG);
    if (given.size() > KeyFields.MAX_TAGS) {
      input
          .errors()
          .add(FieldError.parameter("tag", "must be at most " + KeyFields.MAX_TAGS + " tags"));
    }
    Map<String, String> tags = new TreeMap<>();
    given.forEach(
        (name, value) -> {
          Map<String, String> tag =
              KeyFields.TAGS
                  .type()
                  .parse(
                      Map.of(name, value),
                      (path, detail) ->
                          input.errors().add(FieldError.parameter(TAG + name, detail)));
          if (tag != null) {
            tags.putAll(tag);
          }
        });
    return tags;
  }

  private static @Nullable KeyStatus status(RequestReader input, boolean isByExpiration) {
    String word =
        valid(
            input,
            "status",
            status -> KeyStatus.parse(status).isPresent(),
            "must be active, suspended, revoked or expired");
    KeyStatus status = word == null ? null : KeyStatus.parse(word).orElseThrow();
    if (status != null && isByExpiration && !status.isLive()) {
      input
          .errors()
          .add(FieldError.parameter("status", "must be active or suspended with sort=expires_at"));
    }
    return status;
  }

  private static @Nullable Instant time(RequestReader input, String name) {
    String text = checked(input, name, Rfc3339::problem);
    return text == null ? null : Rfc3339.parse(text);
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
}
