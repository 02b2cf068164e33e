package dev.latchkey.core.application;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is wrong with one request, so that one response names it all. Reading the request
 * adds what has the wrong form; the use case adds what its rules forbid, and throws once.
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
   * @param problem what is wrong; {@code null} adds nothing
   */
  public void add(String pointer, @Nullable String problem) {
    if (problem != null) {
      errors.add(FieldError.pointer(pointer, problem));
    }
  }

  /** Whether nothing is wrong so far. */
  public boolean isEmpty() {
    return errors.isEmpty();
  }

  /** The refusal that names all errors. */
  public RequestException toFault() {
    return RequestException.invalid(errors);
  }

  /**
   * Refuses the request if anything is wrong with it.
   *
   * @throws RequestException {@code INVALID_REQUEST} naming all errors, if there are any
   */
  public void check() {
    if (!errors.isEmpty()) {
      throw toFault();
    }
  }
}
