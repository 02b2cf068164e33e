package dev.latchkey.core.domain;

import static dev.latchkey.core.domain.Field.Use.PASSED_ON;
import static dev.latchkey.core.domain.Field.Use.REQUIRED;

import java.util.List;

/** The fields of a key that operators set. */
public final class KeyFields {
  /** The key's name. */
  public static final Field<String> NAME =
      Field.of("name", TextConstraint.NAME, REQUIRED, PASSED_ON);

  /** An optional description. */
  public static final Field<String> DESCRIPTION =
      Field.of("description", TextConstraint.DESCRIPTION);

  /** The team that is responsible for it. */
  public static final Field<String> OWNER = Field.of("owner", TextConstraint.NAME, PASSED_ON);

  /** All fields, in the order in which responses show them. */
  public static final List<Field<?>> ALL = List.of(NAME, DESCRIPTION, OWNER);

  /** What these fields may have together. Reasons are not part of it. */
  public static final FieldBudget BUDGET = new FieldBudget(ALL, 2_048);

  private KeyFields() {}
}
