package dev.latchkey.management.http;

import dev.latchkey.core.application.FieldError;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.application.ValidationErrors;
import dev.latchkey.core.domain.Actor;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.IdempotencyKey;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.SecretHash;
import dev.latchkey.management.json.JsonDocument;
import dev.latchkey.management.json.JsonText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the inputs of a request: body fields, query parameters and the {@code Idempotency-Key}.
 * Reading collects errors; {@link #check} throws if there are any.
 */
final class RequestReader {
  static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  /** Parameters that a cursor does not belong to. */
  private static final Set<String> OF_PAGE = Set.of(PageRequest.LIMIT, PageRequest.CURSOR);

  private static final int MAX_QUERY = 256;
  private static final List<String> JSON = List.of("application/json");
  private static final List<String> MERGE_PATCH =
      List.of("application/json", "application/merge-patch+json");
  private static final Pattern IDEMPOTENCY_KEY_FORM = Pattern.compile("[!-~]{16,128}");

  private final Request request;
  private final ValidationErrors errors;

  private RequestReader(Request request, Predicate<String> isParameter, ValidationErrors errors) {
    this.request = request;
    this.errors = errors;
    new TreeMap<>(request.query())
        .forEach(
            (name, values) -> {
              if (!isParameter.test(name)) {
                errors.add(FieldError.parameter(name, "is not a parameter of this request"));
              } else if (values.size() > 1) {
                errors.add(FieldError.parameter(name, "is given more than once"));
              }
            });
  }

  /** Returns a reader for a request that takes no query. */
  static RequestReader of(Request request) {
    return of(request, new ValidationErrors());
  }

  /**
   * Returns a reader for a request that takes no query.
   *
   * @param errors collects the errors
   */
  static RequestReader of(Request request, ValidationErrors errors) {
    return new RequestReader(request, name -> false, errors);
  }

  /** Returns a reader for a request that takes these query parameters. */
  static RequestReader of(Request request, Set<String> parameters) {
    return new RequestReader(request, parameters::contains, new ValidationErrors());
  }

  /**
   * Returns a reader for a request that takes these query parameters.
   *
   * @param prefix what the names of all further parameters begin with
   */
  static RequestReader of(Request request, Set<String> parameters, String prefix) {
    return new RequestReader(
        request,
        name -> parameters.contains(name) || name.startsWith(prefix),
        new ValidationErrors());
  }

  /** Returns the fields of a required body. */
  ObjectReader body() {
    return fields(JsonBody.read(request, JSON));
  }

  /**
   * Returns the fields of an optional body. {@code null} counts as absent, since some generated
   * clients send it for a body that the caller left out.
   */
  ObjectReader optionalBody() {
    if (request.body().isBlank()) {
      return noFields();
    }
    JsonDocument document = JsonBody.read(request, JSON);
    return document.root() == JsonDocument.NULL ? noFields() : fields(document);
  }

  /** Returns the fields of an absent object. */
  ObjectReader noFields() {
    return new ObjectReader(Map.of(), "", errors);
  }

  /** Returns the fields of a JSON Merge Patch. */
  ObjectReader mergePatch() {
    return fields(JsonBody.read(request, MERGE_PATCH));
  }

  /** Returns the idempotency key, if the request has the header {@code Idempotency-Key}. */
  @Nullable IdempotencyKey idempotencyKey(Actor operator, ObjectReader body) {
    List<String> values = request.header(IDEMPOTENCY_KEY);
    if (values.isEmpty()) {
      return null;
    }
    if (values.size() > 1) {
      errors.add(FieldError.header(IDEMPOTENCY_KEY, "is given more than once"));
      return null;
    }
    if (!IDEMPOTENCY_KEY_FORM.matcher(values.get(0)).matches()) {
      errors.add(
          FieldError.header(
              IDEMPOTENCY_KEY, "must be 16 to 128 visible ASCII characters, such as a UUID"));
      return null;
    }
    byte[] canonical = JsonText.of(body.canonical()).getBytes(StandardCharsets.UTF_8);
    return IdempotencyKey.of(operator.subject(), request.operation(), values.get(0), canonical);
  }

  /** Returns a parameter's value; {@code null} if it is absent or given more than once. */
  @Nullable String parameter(String name) {
    List<String> values = request.query().getOrDefault(name, List.of());
    return values.size() == 1 ? values.get(0) : null;
  }

  /** Returns the parameters whose names begin with a prefix, by the rest of their names. */
  Map<String, String> parameters(String prefix) {
    Map<String, String> found = new TreeMap<>();
    for (String name : request.query().keySet()) {
      String value = name.startsWith(prefix) ? parameter(name) : null;
      if (value != null) {
        found.put(name.substring(prefix.length()), value);
      }
    }
    return found;
  }

  /**
   * Returns a listing with its parameters in a canonical form, which cursors contain. A long one
   * becomes its digest, since cursors are part of URLs.
   */
  String canonicalQuery(String listing) {
    String parameters =
        new TreeMap<>(request.query())
            .entrySet().stream()
                .filter(each -> !OF_PAGE.contains(each.getKey()))
                .map(
                    each ->
                        encoded(each.getKey()) + "=" + encoded(String.join("&", each.getValue())))
                .collect(Collectors.joining("&"));
    if (parameters.isEmpty()) {
      return listing;
    }
    return listing + "?" + (parameters.length() <= MAX_QUERY ? parameters : digest(parameters));
  }

  private static String digest(String text) {
    return HexFormat.of()
        .formatHex(SecretHash.sha256().digest(text.getBytes(StandardCharsets.US_ASCII)));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  ValidationErrors errors() {
    return errors;
  }

  /**
   * Returns the key ID in the path.
   *
   * @throws RequestException {@code NOT_FOUND} if it is not well formed and there are no other
   *     errors
   */
  KeyId keyId() {
    return KeyId.parse(request.pathParameter("key_id")).orElseThrow(this::notFound);
  }

  /**
   * Returns the data API ID in the path.
   *
   * @throws RequestException {@code NOT_FOUND} if it is not well formed and there are no other
   *     errors
   */
  String dataApiId() {
    String id = request.pathParameter("data_api_id");
    if (!DataApi.isDataApiId(id)) {
      throw notFound();
    }
    return id;
  }

  private RequestException notFound() {
    return errors.isEmpty()
        ? RequestException.of(RequestException.Reason.NOT_FOUND)
        : errors.toException();
  }

  /**
   * @throws RequestException {@code INVALID_REQUEST} with all errors, if there are any
   */
  void check() {
    errors.check();
  }

  private ObjectReader fields(JsonDocument document) {
    if (!(document.root() instanceof Map<?, ?> object)) {
      throw RequestException.of(RequestException.Reason.MALFORMED_REQUEST);
    }
    document
        .duplicates()
        .forEach(pointer -> errors.add(FieldError.pointer(pointer, "is given more than once")));
    return new ObjectReader(object, "", errors);
  }
}
