package dev.latchkey.core.dynamodb;

import static dev.latchkey.core.dynamodb.item.Attributes.BY_EXPIRY;
import static dev.latchkey.core.dynamodb.item.Attributes.DOMAIN;
import static dev.latchkey.core.dynamodb.item.Attributes.EXPIRES_AT;
import static dev.latchkey.core.dynamodb.item.Attributes.KEY_KIND;
import static dev.latchkey.core.dynamodb.item.Attributes.KEY_PK;
import static dev.latchkey.core.dynamodb.item.Attributes.KEY_SK;
import static dev.latchkey.core.dynamodb.item.Attributes.LIVE;
import static dev.latchkey.core.dynamodb.item.Attributes.PK;
import static dev.latchkey.core.dynamodb.item.Attributes.SK;

import dev.latchkey.core.application.KeyQuery;
import dev.latchkey.core.application.Page;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.DomainScope;
import dev.latchkey.core.dynamodb.PagedQuery.Part;
import dev.latchkey.core.dynamodb.item.Item;
import dev.latchkey.core.dynamodb.item.ItemKey;
import dev.latchkey.core.dynamodb.mapping.KeyItem;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists live keys, next to expire first, from the index that the keys of all domains share.
 *
 * <p>A position is an expiration and the ID of a key. It must be a key that exists for the caller,
 * since clients can read it in cursors. A page for some domains only therefore ends with one of
 * their keys, however many others are between.
 *
 * @param table the table with the domains of the caller
 */
record ExpiringKeys(Table table) {
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  Page<ApiKey> page(KeyQuery query, Page.Request request) {
    Instant first = query.judgedAt().plusSeconds(1);
    Instant end = query.filter().expiresBefore();
    Instant last = end == null ? LAST : end.minusSeconds(1);
    if (last.isBefore(first) || isOutside(request.after(), first, last)) {
      return Page.empty();
    }
    PagedQuery keys = keys(first, last);
    Page<ApiKey> page =
        table.scope().isAll()
            ? new PagedQueries(List.of(keys))
                .page(request, KeyItem::key, new ListConditions().ofLive(query))
            : own(keys, table.scope().only(query.filter().labels().domain()), request);
    return new Page<>(page.items().stream().filter(query::matches).toList(), page.next());
  }

  private static Page<ApiKey> own(PagedQuery keys, DomainScope scope, Page.Request request) {
    Part part = keys.partWithItems(request, expression -> expression.isIn(DOMAIN, scope.names()));
    List<Item> items = part.items();
    String next = part.next() == null ? null : position(items.get(items.size() - 1));
    return new Part(items, next).read(KeyItem::key);
  }

  private PagedQuery keys(Instant first, Instant last) {
    return new PagedQuery(
        table,
        BY_EXPIRY,
        List.of(),
        expression ->
            "%s AND %s"
                .formatted(
                    expression.equal(LIVE, KEY_KIND),
                    expression.isBetween(EXPIRES_AT, first, last)),
        ExpiringKeys::position,
        ExpiringKeys::start,
        true);
  }

  private static String position(Item item) {
    BigDecimal expiresAt =
        item.get(EXPIRES_AT) instanceof BigDecimal number ? number : BigDecimal.ZERO;
    return "%013d#%s"
        .formatted(expiresAt.setScale(0, RoundingMode.CEILING).longValue(), ItemKey.id(item));
  }

  private static Item start(String position) {
    return new Item()
        .put(PK, KEY_PK + ItemKey.idOfSortKey(position))
        .put(SK, KEY_SK)
        .put(LIVE, KEY_KIND)
        .put(EXPIRES_AT, expiration(position));
  }

  private static BigDecimal expiration(String position) {
    int end = position.indexOf('#');
    return new BigDecimal(end < 0 ? position : position.substring(0, end));
  }

  /** Whether a position, which a client may have made up, is one that the query cannot have. */
  private static boolean isOutside(@Nullable String position, Instant first, Instant last) {
    return position != null
        && (expiration(position).compareTo(BigDecimal.valueOf(first.getEpochSecond())) < 0
            || expiration(position).compareTo(BigDecimal.valueOf(last.getEpochSecond())) > 0);
  }
}
