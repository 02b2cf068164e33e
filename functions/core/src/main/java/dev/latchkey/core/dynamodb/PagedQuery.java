package dev.latchkey.core.dynamodb;

import dev.latchkey.core.application.Page;
import dev.latchkey.core.dynamodb.expression.ExpressionBuilder;
import dev.latchkey.core.dynamodb.item.AttributeValues;
import dev.latchkey.core.dynamodb.item.Item;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * Lists the items of one partition by sort key, page by page. Each page takes one query, or at most
 * two if a filter excludes items.
 *
 * <p>An item that was damaged out of band is left out, since it would make the whole page fail. The
 * authorizer cannot read it either and denies its requests. The audit log records the change.
 *
 * @param table the table
 * @param index the index, or {@code null} for the table itself
 * @param shown the attributes to read; empty for all attributes of the index
 * @param partition the condition on the partition key
 * @param position returns an item's position in the listing
 * @param start returns the exclusive start key, of table and index, for a position
 * @param isAscending whether the least sort key comes first, not the greatest
 */
record PagedQuery(
    Table table,
    @Nullable String index,
    List<String> shown,
    Function<ExpressionBuilder, String> partition,
    Function<Item, String> position,
    Function<String, Item> start,
    boolean isAscending) {

  /**
   * The number of items that the second query of a filtered page may examine: a fraction of its 1
   * MB.
   */
  private static final int LOOK_AHEAD = 1_000;

  /** Returns the items of a page. */
  Part part(Page.Request request) {
    return query(request.limit(), request.after(), null);
  }

  /** Returns the items of a page that meet a condition. */
  Part part(Page.Request request, Function<ExpressionBuilder, String> filter) {
    Part first = query(request.limit(), request.after(), filter);
    List<Item> items = new ArrayList<>(first.items());
    String next = first.next();
    if (next != null && items.size() < request.limit()) {
      Part second = query(LOOK_AHEAD, next, filter);
      items.addAll(second.items());
      next = second.next();
    }
    if (items.size() > request.limit()) {
      items = items.subList(0, request.limit());
      next = position.apply(items.get(items.size() - 1));
    }
    return new Part(items, next);
  }

  /**
   * Returns the items of a page that meet a condition. None means that there are no further ones.
   */
  Part partWithItems(Page.Request request, Function<ExpressionBuilder, String> filter) {
    Part part = part(request, filter);
    while (part.items().isEmpty() && part.next() != null) {
      part = part(new Page.Request(request.limit(), part.next()), filter);
    }
    return part;
  }

  /** Returns whether any item meets a condition. */
  boolean any(Function<ExpressionBuilder, String> filter) {
    Part part = query(null, null, filter);
    while (part.items().isEmpty() && part.next() != null) {
      part = query(null, part.next(), filter);
    }
    return !part.items().isEmpty();
  }

  private Part query(
      @Nullable Integer limit,
      @Nullable String after,
      @Nullable Function<ExpressionBuilder, String> filter) {
    ExpressionBuilder expression = new ExpressionBuilder();
    QueryResponse response =
        table.query(
            QueryRequest.builder()
                .indexName(index)
                .keyConditionExpression(partition.apply(expression))
                .select(shown.isEmpty() ? null : Select.SPECIFIC_ATTRIBUTES)
                .projectionExpression(shown.isEmpty() ? null : expression.names(shown))
                .filterExpression(filter == null ? null : filter.apply(expression))
                .expressionAttributeNames(expression.names())
                .expressionAttributeValues(expression.values())
                .exclusiveStartKey(after == null ? null : AttributeValues.of(start.apply(after)))
                .limit(limit)
                .scanIndexForward(isAscending));
    return new Part(
        response.items().stream().map(AttributeValues::item).toList(),
        response.hasLastEvaluatedKey()
            ? position.apply(AttributeValues.item(response.lastEvaluatedKey()))
            : null);
  }

  /**
   * Items of one or more partitions.
   *
   * @param next the position from which the list goes on; {@code null} at its end
   */
  record Part(List<Item> items, @Nullable String next) {

    /** What the items hold, without those that somebody damaged out of band. */
    <T> Page<T> read(Function<Item, T> reader) {
      return new Page<>(
          items.stream().flatMap(item -> readable(item, reader).stream()).toList(), next);
    }

    /** What an item holds; empty if somebody damaged it out of band. */
    static <T> Optional<T> readable(Item item, Function<Item, T> reader) {
      try {
        return Optional.of(reader.apply(item));
      } catch (IllegalStateException | IllegalArgumentException | DateTimeException damaged) {
        return Optional.empty();
      }
    }
  }
}
