package dev.latchkey.management.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import dev.latchkey.core.domain.Actor;
import dev.latchkey.core.domain.EventKind;
import dev.latchkey.core.domain.EventTarget;
import dev.latchkey.core.domain.KeyEvent;
import dev.latchkey.core.domain.KeyEvent.FieldChange;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.KeyLabel;
import dev.latchkey.core.dynamodb.item.Item;
import dev.latchkey.core.dynamodb.mapping.EventItem;
import dev.latchkey.management.eventbridge.BusEvent;
import dev.latchkey.testing.TestContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PublishEventsHandlerTest {
  private static final KeyId KEY = new KeyId("4Zq8Rw1TnB7xKd2M");

  private final ManagementFixture api = new ManagementFixture();
  private final List<BusEvent> published = new ArrayList<>();
  private int accepts = Integer.MAX_VALUE;
  private final PublishEventsHandler handler =
      new PublishEventsHandler(this::put, api.dependencies().telemetry());

  /** Accepts some events, and then is not available. */
  private List<BusEvent> put(List<BusEvent> events) throws IOException {
    if (published.size() >= accepts) {
      throw new IOException("no bus");
    }
    int room = Math.min(events.size(), accepts - published.size());
    published.addAll(events.subList(0, room));
    return events.subList(room, events.size());
  }

  private Item item(int number, EventKind kind, EventTarget subject) {
    KeyEvent event =
        new KeyEvent(
            "%040d".formatted(number),
            kind,
            subject,
            "sales",
            api.now(),
            new Actor("engineer", "Erin"),
            Map.of("description", new FieldChange("old", "new")));
    return EventItem.of(
        subject.type() == EventTarget.Type.KEY
            ? event.with(new KeyLabel("orders", "reports", "lk_4Zq8Rw"))
            : event,
        api.now());
  }

  private List<String> failed(DynamodbEvent batch) {
    return handler
        .handleRequest(batch, new TestContext("invocation"))
        .getBatchItemFailures()
        .stream()
        .map(BatchItemFailure::getItemIdentifier)
        .toList();
  }

  @Test
  void anEventIsPublishedAsTheListOfAllShowsIt() {
    StreamBatch batch =
        new StreamBatch().inserted("700", item(1, EventKind.REVOKED, EventTarget.of(KEY)));
    assertThat(failed(batch.event())).isEmpty();
    assertThat(published)
        .containsExactly(
            new BusEvent(
                "700",
                "Key revoked",
                api.now(),
                "{\"event_id\":\"%040d\",\"kind\":\"revoked\",\"key_id\":\"4Zq8Rw1TnB7xKd2M\","
                        .formatted(1)
                    + "\"at\":\"2026-11-21T09:00:00Z\","
                    + "\"by\":{\"subject\":\"engineer\",\"name\":\"Erin\"},"
                    + "\"changes\":{\"description\":{\"from\":\"old\",\"to\":\"new\"}},"
                    + "\"domain\":\"sales\",\"data_api_id\":\"orders\",\"name\":\"reports\","
                    + "\"hint\":\"lk_4Zq8Rw\"}"));
    assertThat(api.log()).contains("\"events_published\":1").doesNotContain("batch_errors");
  }

  @ParameterizedTest
  @EnumSource
  void theDetailTypeNamesTheKind(EventKind kind) {
    failed(
        new StreamBatch()
            .inserted("1", item(1, kind, EventTarget.of(KEY)))
            .inserted("2", item(2, kind, EventTarget.ofDataApi("orders")))
            .event());
    assertThat(published)
        .extracting(BusEvent::detailType)
        .containsExactly("Key " + kind.word(), "Data API " + kind.word());
  }

  @Test
  void whatTheBusDoesNotAcceptIsNamed() {
    StreamBatch batch = new StreamBatch();
    for (int i = 0; i < 25; i++) {
      batch.inserted("70" + i, item(i, EventKind.EDITED, EventTarget.of(KEY)));
    }
    accepts = 13;
    assertThat(failed(batch.event())).containsExactly("7013");
    assertThat(api.log())
        .contains("\"events_published\":13", "\"batch_errors\":1", "no bus", "\"ERROR\"");
  }

  @Test
  void whatIsNoEventDoesNotBlockTheOthers() {
    StreamBatch batch =
        new StreamBatch()
            .inserted("1", new Item().put("pk", "EVENT#KEY#x").put("sk", "EVENT#1"))
            .inserted("2", new Item().put("pk", "EVENT#").put("sk", "EVENT#1"))
            .inserted("3", item(3, EventKind.EDITED, EventTarget.of(KEY)));
    assertThat(failed(batch.event())).isEmpty();
    assertThat(published).extracting(BusEvent::sequenceNumber).containsExactly("3");
    assertThat(api.log()).contains("\"events_unreadable\":2");
  }
}
