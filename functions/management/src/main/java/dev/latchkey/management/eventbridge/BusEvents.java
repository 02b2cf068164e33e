package dev.latchkey.management.eventbridge;

import dev.latchkey.core.domain.EventTarget;
import dev.latchkey.core.domain.KeyEvent;
import dev.latchkey.core.domain.Notice;
import dev.latchkey.core.dynamodb.mapping.EventItem;
import dev.latchkey.core.dynamodb.mapping.NoticeItem;
import dev.latchkey.management.history.ItemChange;
import dev.latchkey.management.http.EventView;
import dev.latchkey.management.http.NoticeView;
import dev.latchkey.management.json.JsonText;

/** Turns new items of events and notices into what goes to the event bus. */
public final class BusEvents {
  private BusEvents() {}

  /**
   * Returns what a new item says.
   *
   * @throws RuntimeException if the item, written out of band, is neither an event nor a notice
   */
  public static BusEvent of(ItemChange change) {
    return NoticeItem.isNotice(change.after()) ? notice(change) : event(change);
  }

  private static BusEvent notice(ItemChange change) {
    Notice notice = NoticeItem.notice(change.after());
    String detailType =
        switch (notice.kind()) {
          case EXPIRING -> "Key expiring";
          case EXPIRED -> "Key expired";
          case SECRET_OLD -> "Secret old";
        };
    return new BusEvent(
        change.sequenceNumber(), detailType, notice.at(), JsonText.of(NoticeView.of(notice)));
  }

  private static BusEvent event(ItemChange change) {
    KeyEvent event = EventItem.event(change.after());
    return new BusEvent(
        change.sequenceNumber(),
        (event.subject().type() == EventTarget.Type.KEY ? "Key " : "Data API ")
            + event.kind().word(),
        event.at(),
        JsonText.of(EventView.labelled(event)));
  }
}
