package dev.latchkey.http;

import dev.latchkey.key.Fault;
import dev.latchkey.key.FieldError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with a request, collected so that one answer names it all. */
final class Errors {
  private final List<FieldError> errors = new ArrayList<>();
  private final List<FieldError> forTheUseCase = new ArrayList<>();

  void add(FieldError error) {
    errors.add(error);
  }

  /**
   * Something that the use case judges, since a repeat of a request that was right once is not
   * refused; it is named here only beside other errors.
   */
  void addForUseCase(String pointer, @Nullable String problem) {
    if (problem != null) {
      forTheUseCase.add(FieldError.pointer(pointer, problem));
    }
  }

  /**
   * @throws Fault {@code INVALID_REQUEST} with all that is wrong, if anything is
   */
  void check() {
    if (!errors.isEmpty()) {
      List<FieldError> all = new ArrayList<>(errors);
      all.addAll(forTheUseCase);
      throw Fault.invalid(all);
    }
  }
}
