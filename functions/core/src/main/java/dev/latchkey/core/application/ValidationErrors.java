package dev.latchkey.core.application;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects all errors of one request, so that one response names them all. The HTTP layer adds
 * errors of form. The use case adds violations of its rules and throws once.
 */
public final class ValidationErrors {
  private final List<FieldError> errors = new ArrayList<>();

  /** Adds an error. */
  public void add(FieldError error) {
    errors.add(error);
  }

  /**
   * Adds an error in the body.
   *
   * @param pointer a JSON Pointer (RFC 6901)
   * @param problem what is wrong; {@code null} adds no error
   */
  public void add(String pointer, @Nullable String problem) {
    if (problem != null) {
      errors.add(FieldError.pointer(pointer, problem));
    }
  }

  /** Returns whether there are no errors so far. */
  public boolean isEmpty() {
    return errors.isEmpty();
  }

  /** Returns the refusal that names all errors. */
  public RequestException toException() {
    return RequestException.invalid(errors);
  }

  /**
   * Throws if there are any errors.
   *
   * @throws RequestException {@code INVALID_REQUEST} with all errors, if there are any
   */
  public void check() {
    if (!errors.isEmpty()) {
      throw toException();
    }
  }
}
