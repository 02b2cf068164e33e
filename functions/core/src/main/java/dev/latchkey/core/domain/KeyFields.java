package dev.latchkey.core.domain;

import static dev.latchkey.core.domain.Field.Use.BULK;
import static dev.latchkey.core.domain.Field.Use.PASSED_ON;
import static dev.latchkey.core.domain.Field.Use.REQUIRED;

import java.util.List;
import java.util.Map;

/** The fields of a key that operators set. */
public final class KeyFields {
  /** The key's name. */
  public static final Field<String> NAME =
      Field.of("name", TextConstraint.NAME, REQUIRED, PASSED_ON);

  /** An optional description. */
  public static final Field<String> DESCRIPTION =
      Field.of("description", TextConstraint.DESCRIPTION);

  /** The team that is responsible for it. */
  public static final Field<String> OWNER = Field.of("owner", TextConstraint.NAME, PASSED_ON, BULK);

  /** The maximum number of tags. */
  public static final int MAX_TAGS = TextsByName.TAGS.max();

  /** Texts by name that operators group keys by. */
  public static final Field<Map<String, String>> TAGS = Field.of("tags", TextsByName.TAGS, BULK);

  /** The blocks of addresses from which requests are allowed; absent for all addresses. */
  public static final Field<List<Network>> NETWORKS = Field.of("networks", Networks.TYPE);

  /** The methods that requests may have; absent for all methods of the routes. */
  public static final Field<List<String>> METHODS = Field.of("methods", Methods.TYPE);

  /** Texts by name for the data API, which receives them as {@code claim_<name>}. */
  public static final Field<Map<String, String>> CLAIMS =
      Field.of("claims", TextsByName.CLAIMS, PASSED_ON);

  /** The number of requests that are allowed; absent for the data API's default. */
  public static final Field<Quota> QUOTA = Field.of("quota", Quotas.TYPE);

  /** All fields, in the order in which responses show them. */
  public static final List<Field<?>> ALL =
      List.of(NAME, DESCRIPTION, OWNER, TAGS, NETWORKS, METHODS, CLAIMS, QUOTA);

  /** Those that one request can edit for many keys. */
  public static final List<Field<?>> BULK_EDITS =
      ALL.stream().filter(field -> field.is(BULK)).toList();

  /** What these fields may have together. Quotas and reasons are not part of it. */
  public static final FieldBudget BUDGET =
      new FieldBudget(ALL.stream().filter(field -> field != QUOTA).toList(), 2_048);

  private KeyFields() {}
}
