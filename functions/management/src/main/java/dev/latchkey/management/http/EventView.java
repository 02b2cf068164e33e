package dev.latchkey.management.http;

import dev.latchkey.core.domain.EventTarget;
import dev.latchkey.core.domain.KeyEvent;
import dev.latchkey.management.json.JsonObject;
import java.util.TreeMap;

/** Converts events to JSON. */
public final class EventView {
  private EventView() {}

  /** Returns an event in a list of several keys and data APIs as JSON. */
  public static JsonObject labelled(KeyEvent event) {
    JsonObject view = of(event).with("domain", event.domain());
    return event.subject().type() == EventTarget.Type.KEY
        ? view.with("data_api_id", event.dataApiId())
            .with("name", event.label().name())
            .with("hint", event.label().hint())
        : view;
  }

  /** Returns an event as JSON. */
  public static JsonObject of(KeyEvent event) {
    EventTarget subject = event.subject();
    JsonObject changes = new JsonObject();
    new TreeMap<>(event.changes())
        .forEach(
            (field, change) ->
                changes.with(
                    field, new JsonObject().with("from", change.from()).with("to", change.to())));
    return new JsonObject()
        .with("event_id", event.eventId())
        .with("kind", event.kind().word())
        .with(subject.type() == EventTarget.Type.KEY ? "key_id" : "data_api_id", subject.id())
        .with("at", event.at())
        .with("by", OperatorView.actor(event.by()))
        .with("changes", changes)
        .with("unreadable", event.unreadable() ? true : null)
        .with("cut", event.cut() ? true : null);
  }
}
