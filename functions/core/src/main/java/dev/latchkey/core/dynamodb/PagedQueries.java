package dev.latchkey.core.dynamodb;

import static dev.latchkey.core.dynamodb.item.Attributes.ALL;
import static dev.latchkey.core.dynamodb.item.Attributes.BY_DATA_API;
import static dev.latchkey.core.dynamodb.item.Attributes.BY_DOMAIN;
import static dev.latchkey.core.dynamodb.item.Attributes.DATA_API_ID;
import static dev.latchkey.core.dynamodb.item.Attributes.DATA_API_KIND;
import static dev.latchkey.core.dynamodb.item.Attributes.DOMAIN_KIND;
import static dev.latchkey.core.dynamodb.item.Attributes.EVENT_ITEM_KIND;
import static dev.latchkey.core.dynamodb.item.Attributes.EVENT_SK;
import static dev.latchkey.core.dynamodb.item.Attributes.KEY_KIND;
import static dev.latchkey.core.dynamodb.item.Attributes.KEY_PK;
import static dev.latchkey.core.dynamodb.item.Attributes.KEY_SK;
import static dev.latchkey.core.dynamodb.item.Attributes.KIND;
import static dev.latchkey.core.dynamodb.item.Attributes.PK;
import static dev.latchkey.core.dynamodb.item.Attributes.SK;
import static dev.latchkey.core.dynamodb.item.Attributes.SORT_KEY;

import dev.latchkey.core.application.Page;
import dev.latchkey.core.domain.EventTarget;
import dev.latchkey.core.dynamodb.PagedQuery.Part;
import dev.latchkey.core.dynamodb.expression.ExpressionBuilder;
import dev.latchkey.core.dynamodb.item.Item;
import dev.latchkey.core.dynamodb.item.ItemKey;
import dev.latchkey.core.dynamodb.mapping.EventItem;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The lists that there are. A list is one partition, or one for each domain of the caller: their
 * pages are merged by position, so that a cursor stays valid when the caller's domains change.
 */
record PagedQueries(List<PagedQuery> partitions) {

  /** All keys that exist for the caller. */
  static PagedQueries keys(Table table) {
    return ofKind(table, KEY_KIND, PagedQueries::key, null);
  }

  /** The keys of a data API, which must exist for the caller. */
  static PagedQueries keysOf(Table table, String dataApiId) {
    return new PagedQueries(
        List.of(indexed(table, BY_DATA_API, DATA_API_ID, dataApiId, PagedQueries::key, null)));
  }

  /** All data APIs that exist for the caller. */
  static PagedQueries dataApis(Table table) {
    return ofKind(table, DATA_API_KIND, PagedQueries::dataApi, null);
  }

  /**
   * The events of all keys and data APIs that exist for the caller.
   *
   * @param since the earliest time of an event; {@code null} for all
   */
  static PagedQueries events(Table table, @Nullable Instant since) {
    return ofKind(table, EVENT_ITEM_KIND, ItemKey::ofEvent, since);
  }

  /** The events of a key or a data API. */
  static PagedQueries eventsOf(Table table, EventTarget subject) {
    String pk = ItemKey.eventsPk(subject);
    return new PagedQueries(
        List.of(
            new PagedQuery(
                table,
                null,
                EventItem.SHOWN,
                expression ->
                    "%s AND begins_with(%s, %s)"
                        .formatted(
                            expression.equal(PK, pk),
                            expression.name(SK),
                            expression.value(EVENT_SK)),
                ItemKey::eventId,
                eventId -> {
                  ItemKey key = ItemKey.ofEvent(subject, eventId);
                  return new Item().put(PK, key.pk()).put(SK, key.sk());
                },
                false)));
  }

  /** A page of all items. */
  <T> Page<T> page(Page.Request request, Function<Item, T> reader) {
    return merged(partitions.stream().map(each -> each.part(request)), request).read(reader);
  }

  /** A page of the items that fulfil some conditions, or of all if there are none. */
  <T> Page<T> page(Page.Request request, Function<Item, T> reader, ListConditions conditions) {
    return conditions.isEmpty()
        ? page(request, reader)
        : page(request, reader, conditions::expression);
  }

  /** A page of the items that fulfil a condition. */
  <T> Page<T> page(
      Page.Request request, Function<Item, T> reader, Function<ExpressionBuilder, String> filter) {
    return merged(partitions.stream().map(each -> each.part(request, filter)), request)
        .read(reader);
  }

  /** Whether any item fulfils a condition. */
  boolean any(Function<ExpressionBuilder, String> filter) {
    return partitions.stream().anyMatch(each -> each.any(filter));
  }

  /**
   * The first items of all parts. What a part knows ends at its next position, so that only items
   * above the highest of these positions are known to have no others between them.
   */
  private Part merged(Stream<Part> all, Page.Request request) {
    List<Part> parts = all.toList();
    if (parts.size() == 1) {
      return parts.get(0);
    }
    Function<Item, String> position = partitions.get(0).position();
    String known =
        parts.stream()
            .flatMap(part -> Stream.ofNullable(part.next()))
            .max(Comparator.naturalOrder())
            .orElse("");
    List<Item> items =
        parts.stream()
            .flatMap(part -> part.items().stream())
            .filter(item -> position.apply(item).compareTo(known) >= 0)
            .sorted(Comparator.comparing(position).reversed())
            .toList();
    if (items.size() > request.limit()) {
      List<Item> shown = items.subList(0, request.limit());
      return new Part(shown, position.apply(shown.get(shown.size() - 1)));
    }
    return new Part(items, known.isEmpty() ? null : known);
  }

  private static ItemKey key(String sortKey) {
    return new ItemKey(KEY_PK + ItemKey.idOfSortKey(sortKey), KEY_SK);
  }

  private static ItemKey dataApi(String sortKey) {
    return ItemKey.ofDataApi(ItemKey.idOfSortKey(sortKey));
  }

  private static PagedQueries ofKind(
      Table table, String kind, Function<String, ItemKey> keyOf, @Nullable Instant since) {
    return new PagedQueries(
        table.scope().isAll()
            ? List.of(indexed(table, ALL, KIND, kind, keyOf, since))
            : table.scope().names().stream()
                .map(
                    domain ->
                        indexed(table, BY_DOMAIN, DOMAIN_KIND, domain + "#" + kind, keyOf, since))
                .toList());
  }

  private static PagedQuery indexed(
      Table table,
      String index,
      String hash,
      String hashValue,
      Function<String, ItemKey> keyOf,
      @Nullable Instant since) {
    return new PagedQuery(
        table,
        index,
        List.of(),
        expression ->
            since == null
                ? expression.equal(hash, hashValue)
                : expression.equal(hash, hashValue)
                    + " AND "
                    + expression.isAtLeast(SORT_KEY, ItemKey.sortKeyFrom(since)),
        item -> item.text(SORT_KEY),
        sortKey -> {
          ItemKey key = keyOf.apply(sortKey);
          return new Item()
              .put(PK, key.pk())
              .put(SK, key.sk())
              .put(hash, hashValue)
              .put(SORT_KEY, sortKey);
        },
        false);
  }
}
