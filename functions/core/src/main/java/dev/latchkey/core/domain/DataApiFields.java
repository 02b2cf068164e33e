package dev.latchkey.core.domain;

import static dev.latchkey.core.domain.Field.Use.FIXED;
import static dev.latchkey.core.domain.Field.Use.PASSED_ON;
import static dev.latchkey.core.domain.Field.Use.REQUIRED;

import java.util.List;
import java.util.Map;

/** The fields of a data API that operators set. */
public final class DataApiFields {
  /** The maximum number of routes of one data API. */
  public static final int MAX_ROUTES = 20;

  /** The dataset it serves. */
  public static final Field<String> DATASET =
      Field.of("dataset", TextConstraint.NAME, REQUIRED, FIXED, PASSED_ON);

  /** An optional description. */
  public static final Field<String> DESCRIPTION =
      Field.of("description", TextConstraint.DESCRIPTION);

  /** The team that is responsible for it. */
  public static final Field<String> OWNER = Field.of("owner", TextConstraint.NAME);

  /** Texts by name that operators group data APIs by. */
  public static final Field<Map<String, String>> TAGS = Field.of("tags", TextsByName.TAGS);

  /** The routes that its keys may call: 1 to {@value #MAX_ROUTES}. */
  public static final Field<List<Route>> ROUTES = Field.of("routes", Routes.TYPE, REQUIRED);

  /** The names of the claims that each of its keys must have. */
  public static final Field<List<String>> REQUIRED_CLAIMS =
      Field.of("required_claims", RequiredClaims.TYPE);

  /** The quota of each key that has none of its own. */
  public static final Field<Quota> QUOTA = Field.of("quota", Quotas.TYPE);

  /** All fields, in the order in which responses show them. */
  public static final List<Field<?>> ALL =
      List.of(DATASET, DESCRIPTION, OWNER, TAGS, ROUTES, REQUIRED_CLAIMS, QUOTA);

  private DataApiFields() {}
}
