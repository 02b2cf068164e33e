package dev.latchkey.management.http;

import dev.latchkey.core.application.FieldError;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.application.ValidationErrors;
import dev.latchkey.core.domain.Actor;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.IdempotencyKey;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.management.json.JsonDocument;
import dev.latchkey.management.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request brings: fields of a body, parameters of a query, an {@code Idempotency-Key}.
 * Reading one thing never refuses the request over its value; {@link #check} does, over all of
 * them.
 */
final class RequestReader {
  static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  private static final List<String> JSON = List.of("application/json");
  private static final List<String> MERGE_PATCH =
      List.of("application/json", "application/merge-patch+json");
  private static final Pattern IDEMPOTENCY_KEY_FORM = Pattern.compile("[!-~]{16,128}");

  private final Request request;
  private final ValidationErrors errors;

  private RequestReader(Request request, Set<String> parameters, ValidationErrors errors) {
    this.request = request;
    this.errors = errors;
    new TreeMap<>(request.query())
        .forEach(
            (name, values) -> {
              if (!parameters.contains(name)) {
                errors.add(FieldError.parameter(name, "is not a parameter of this call"));
              } else if (values.size() > 1) {
                errors.add(FieldError.parameter(name, "is given more than once"));
              }
            });
  }

  /** The input of a call that takes no query. */
  static RequestReader of(Request request) {
    return of(request, new ValidationErrors());
  }

  /**
   * The input of a call that takes no query.
   *
   * @param errors takes what is wrong
   */
  static RequestReader of(Request request, ValidationErrors errors) {
    return new RequestReader(request, Set.of(), errors);
  }

  /** The input of a call that takes a query of certain parameters. */
  static RequestReader of(Request request, Set<String> parameters) {
    return new RequestReader(request, parameters, new ValidationErrors());
  }

  /** The fields of a body that has to be there. */
  ObjectReader body() {
    return fields(JsonBody.read(request, JSON));
  }

  /** The fields of a body that may be left out. */
  ObjectReader optionalBody() {
    return request.body().isBlank() ? noFields() : body();
  }

  /** The fields of an object that was left out. */
  ObjectReader noFields() {
    return new ObjectReader(Map.of(), "", errors);
  }

  /** The fields of a JSON Merge Patch. */
  ObjectReader mergePatch() {
    return fields(JsonBody.read(request, MERGE_PATCH));
  }

  /** The intent behind the request, if it carries an {@code Idempotency-Key}. */
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
    return IdempotencyKey.of(operator.subject(), request.call(), values.get(0), canonical);
  }

  /** A parameter's only value; {@code null} if it is absent or given more than once. */
  @Nullable String parameter(String name) {
    List<String> values = request.query().getOrDefault(name, List.of());
    return values.size() == 1 ? values.get(0) : null;
  }

  ValidationErrors errors() {
    return errors;
  }

  /**
   * The key ID in the path.
   *
   * @throws RequestException {@code NOT_FOUND} if it does not have the form of one, and nothing
   *     else is wrong
   */
  KeyId keyId() {
    return KeyId.parse(request.pathParameter("key_id")).orElseThrow(this::notFound);
  }

  /**
   * The data API ID in the path.
   *
   * @throws RequestException {@code NOT_FOUND} if it does not have the form of one, and nothing
   *     else is wrong
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
        : errors.toFault();
  }

  /**
   * @throws RequestException {@code INVALID_REQUEST} naming all that is wrong, if anything is
   */
  void check() {
    errors.check();
  }

  private ObjectReader fields(JsonDocument document) {
    if (!(document.root() instanceof Map<?, ?> object)) {
      throw RequestException.of(RequestException.Reason.MALFORMED_REQUEST);
    }
    document
        .doubled()
        .forEach(pointer -> errors.add(FieldError.pointer(pointer, "is given more than once")));
    return new ObjectReader(object, "", errors);
  }
}
