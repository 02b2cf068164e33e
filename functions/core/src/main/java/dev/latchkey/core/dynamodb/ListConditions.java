package dev.latchkey.core.dynamodb;

import static dev.latchkey.core.dynamodb.item.Attributes.ABOUT;
import static dev.latchkey.core.dynamodb.item.Attributes.CREATED_AT;
import static dev.latchkey.core.dynamodb.item.Attributes.CREATED_BY;
import static dev.latchkey.core.dynamodb.item.Attributes.DATA_API_ID;
import static dev.latchkey.core.dynamodb.item.Attributes.DOMAIN;
import static dev.latchkey.core.dynamodb.item.Attributes.EXPIRES_AT;
import static dev.latchkey.core.dynamodb.item.Attributes.NAME;
import static dev.latchkey.core.dynamodb.item.Attributes.SUSPENDED_AT;

import dev.latchkey.core.application.KeyFilter;
import dev.latchkey.core.application.KeyQuery;
import dev.latchkey.core.application.LabelFilter;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.KeyStatus;
import dev.latchkey.core.dynamodb.expression.ExpressionBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The conditions that filter a list. Not thread-safe. */
final class ListConditions {
  private final List<Function<ExpressionBuilder, String>> conditions = new ArrayList<>();

  /** Adds those of a query, except its data API and domain. */
  ListConditions of(KeyQuery query) {
    KeyStatus status = query.status();
    if (status != null) {
      conditions.add(expression -> expression.is(status, query.judgedAt()));
    }
    Instant end = query.filter().expiresBefore();
    if (end != null) {
      conditions.add(expression -> expression.isBefore(EXPIRES_AT, end));
    }
    return of(query.filter());
  }

  /**
   * Adds those of a query for live keys by expiration, except times of expiration: DynamoDB rejects
   * a filter on the sort key.
   */
  ListConditions ofLive(KeyQuery query) {
    if (query.status() == KeyStatus.ACTIVE) {
      conditions.add(expression -> expression.absent(SUSPENDED_AT));
    }
    if (query.status() == KeyStatus.SUSPENDED) {
      conditions.add(expression -> expression.present(SUSPENDED_AT));
    }
    return equal(DATA_API_ID, query.dataApiId())
        .domain(query.filter().labels().domain())
        .of(query.filter());
  }

  private ListConditions of(KeyFilter filter) {
    Instant end = filter.createdBefore();
    if (end != null) {
      conditions.add(expression -> expression.isBefore(CREATED_AT, end));
    }
    return equal(CREATED_BY + "." + NAME, filter.createdBy()).labels(filter.labels());
  }

  /** Adds those of owner and tags, which keys and data APIs have under the same names. */
  ListConditions labels(LabelFilter filter) {
    filter
        .tags()
        .forEach(
            (name, value) ->
                conditions.add(
                    expression ->
                        expression.memberEqual(ABOUT + "." + KeyFields.TAGS.name(), name, value)));
    return equal(ABOUT + "." + KeyFields.OWNER.name(), filter.owner());
  }

  /** Adds that of a domain; none for {@code null}. */
  ListConditions domain(@Nullable String domain) {
    return equal(DOMAIN, domain);
  }

  private ListConditions equal(String path, @Nullable String value) {
    if (value != null) {
      conditions.add(expression -> expression.equal(path, value));
    }
    return this;
  }

  /** Returns whether there are none, so that the list is not filtered. */
  boolean isEmpty() {
    return conditions.isEmpty();
  }

  /** Returns the condition that all of them hold. There must be at least one. */
  String expression(ExpressionBuilder expression) {
    return conditions.stream()
        .map(condition -> condition.apply(expression))
        .collect(Collectors.joining(" AND "));
  }
}
