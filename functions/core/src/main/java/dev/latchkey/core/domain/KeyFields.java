package dev.latchkey.core.domain;

import static dev.latchkey.core.domain.Field.Use.PASSED_ON;
import static dev.latchkey.core.domain.Field.Use.REQUIRED;

import java.util.List;

/** The fields of a key that operators set. */
public final class KeyFields {
  /** What operators call the key. */
  public static final Field<String> NAME =
      Field.of("name", TextConstraint.NAME, REQUIRED, PASSED_ON);

  /** More about it. */
  public static final Field<String> DESCRIPTION =
      Field.of("description", TextConstraint.DESCRIPTION);

  /** The team that answers for it, rather than a person. */
  public static final Field<String> OWNER = Field.of("owner", TextConstraint.NAME, PASSED_ON);

  /** All of them, in the order in which the API shows them. */
  public static final List<Field<?>> ALL = List.of(NAME, DESCRIPTION, OWNER);

  private KeyFields() {}
}
