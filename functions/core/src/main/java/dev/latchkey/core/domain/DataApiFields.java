package dev.latchkey.core.domain;

import static dev.latchkey.core.domain.Field.Use.FIXED;
import static dev.latchkey.core.domain.Field.Use.PASSED_ON;
import static dev.latchkey.core.domain.Field.Use.REQUIRED;

import java.util.List;

/** The fields of a data API that operators set. */
public final class DataApiFields {
  /** The most routes of one data API. */
  public static final int MAX_ROUTES = 20;

  /** The dataset that it serves. */
  public static final Field<String> DATASET =
      Field.of("dataset", TextConstraint.NAME, REQUIRED, FIXED, PASSED_ON);

  /** More about it. */
  public static final Field<String> DESCRIPTION =
      Field.of("description", TextConstraint.DESCRIPTION);

  /** The team that answers for it, rather than a person. */
  public static final Field<String> OWNER = Field.of("owner", TextConstraint.NAME);

  /** What its keys may call: 1 to {@value #MAX_ROUTES} routes. */
  public static final Field<List<Route>> ROUTES = Field.of("routes", Routes.TYPE, REQUIRED);

  /** All of them, in the order in which the API shows them. */
  public static final List<Field<?>> ALL = List.of(DATASET, DESCRIPTION, OWNER, ROUTES);

  private DataApiFields() {}
}
