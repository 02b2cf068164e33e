package dev.latchkey.management.history;

import dev.latchkey.core.application.DataApiStore;
import dev.latchkey.core.application.OverlappingRoutes;
import dev.latchkey.core.application.OverlappingRoutes.Overlap;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DataApiFields;
import dev.latchkey.core.domain.DomainScope;
import dev.latchkey.core.domain.EventKind;
import dev.latchkey.core.domain.EventTarget;
import dev.latchkey.core.domain.KeyEvent;
import dev.latchkey.core.domain.KeyEvent.FieldChange;
import dev.latchkey.core.dynamodb.Table;
import dev.latchkey.core.dynamodb.mapping.DataApiItem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Records in the audit log of both data APIs that they share a route. Requests check for an
 * overlap, but two of them can pass at the same time, and a change out of band is not checked.
 */
public final class RouteOverlaps {
  /** The name under which an event lists the routes that a data API shares with others. */
  public static final String FIELD = "overlapping_routes";

  /**
   * How many other data APIs have an event, so that a route that all share delays no other event.
   */
  static final int MOST_OTHERS = 10;

  private final OverlappingRoutes overlappingRoutes;

  /**
   * @param dataApis the data APIs of every domain
   */
  public RouteOverlaps(DataApiStore dataApis) {
    this.overlappingRoutes = new OverlappingRoutes(dataApis);
  }

  /**
   * Returns the event, and one for each data API that shares a changed route, up to {@value
   * #MOST_OTHERS}.
   *
   * @param change the change that the event describes
   */
  public List<KeyEvent> with(KeyEvent event, ItemChange change) {
    List<Overlap> overlaps =
        event.changes().containsKey(DataApiFields.ROUTES.name())
            ? dataApi(change)
                .map(it -> overlappingRoutes.of(it.dataApiId(), it.routes(), DomainScope.ALL))
                .orElse(List.of())
            : List.of();
    if (overlaps.isEmpty()) {
      return List.of(event);
    }
    Map<String, FieldChange> changes = new LinkedHashMap<>(event.changes());
    changes.put(
        FIELD,
        to(overlaps.stream().map(Overlap::text).distinct().collect(Collectors.joining(", "))));
    return Stream.concat(
            Stream.of(event.with(changes)),
            overlaps.stream().limit(MOST_OTHERS).map(overlap -> ofOther(overlap, event)))
        .toList();
  }

  private static KeyEvent ofOther(Overlap overlap, KeyEvent event) {
    DataApi other = overlap.other();
    return new KeyEvent(
        event.eventId(),
        EventKind.EDITED,
        EventTarget.ofDataApi(other.dataApiId()),
        other.ref().domain(),
        event.at(),
        event.by(),
        Map.of(FIELD, to(overlap.text())));
  }

  private static FieldChange to(String text) {
    return new FieldChange(null, text);
  }

  /** The data API after the change, unless it was deleted or damaged. */
  private static Optional<DataApi> dataApi(ItemChange change) {
    try {
      return Table.present(change.after()).map(DataApiItem::dataApi);
    } catch (RuntimeException damaged) {
      return Optional.empty();
    }
  }
}
