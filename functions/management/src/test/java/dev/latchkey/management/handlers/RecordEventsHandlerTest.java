package dev.latchkey.management.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.Identity;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.latchkey.core.application.EventQuery;
import dev.latchkey.core.application.EventStore;
import dev.latchkey.core.application.Page;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.application.Stores;
import dev.latchkey.core.domain.DomainScope;
import dev.latchkey.core.domain.EventKind;
import dev.latchkey.core.domain.EventTarget;
import dev.latchkey.core.domain.KeyEvent;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.testing.TestContext;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordEventsHandlerTest {
  private static final KeyId KEY = new KeyId("4Zq8Rw1TnB7xKd2M");

  private final ManagementFixture api = new ManagementFixture();
  private final RecordEventsHandler handler = new RecordEventsHandler(api.dependencies());

  private static Map<String, AttributeValue> item(Map<String, String> texts) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("pk", new AttributeValue("KEY#" + KEY.value()));
    item.put("sk", new AttributeValue("KEY"));
    texts.forEach((path, text) -> put(item, path, text));
    return item;
  }

  private static void put(Map<String, AttributeValue> item, String path, String text) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      item.put(path, new AttributeValue(text));
    } else {
      put(
          item.computeIfAbsent(
                  path.substring(0, dot), name -> new AttributeValue().withM(new HashMap<>()))
              .getM(),
          path.substring(dot + 1),
          text);
    }
  }

  private static DynamodbStreamRecord record(
      int number, Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
    DynamodbStreamRecord record = new DynamodbStreamRecord();
    record.setDynamodb(
        new StreamRecord()
            .withSequenceNumber("4420000000000" + number)
            .withApproximateCreationDateTime(Date.from(Instant.ofEpochSecond(1_795_251_600L)))
            .withOldImage(before)
            .withNewImage(after));
    return record;
  }

  private static DynamodbEvent batch(DynamodbStreamRecord... records) {
    DynamodbEvent event = new DynamodbEvent();
    event.setRecords(List.of(records));
    return event;
  }

  private List<KeyEvent> history() {
    return api.stores.events().list(EventTarget.of(KEY), new Page.Request(50, null)).items();
  }

  private static DynamodbStreamRecord edited(int number) {
    return record(
        number,
        item(Map.of("change_id", "a", "about.name", "before")),
        item(
            Map.of(
                "change_id", "b",
                "change", "edited",
                "changed_by.subject", "engineer",
                "changed_by.name", "Erin",
                "about.name", "after")));
  }

  @Test
  void aChangeBecomesAnEventHoweverOftenItComes() {
    handler.handleRequest(batch(edited(1)), new TestContext("invocation"));
    handler.handleRequest(batch(edited(1), edited(2)), new TestContext("invocation"));

    assertThat(history()).hasSize(2);
    KeyEvent event = history().get(0);
    assertThat(event.kind()).isEqualTo(EventKind.EDITED);
    assertThat(event.by().name()).isEqualTo("Erin");
    assertThat(event.changes())
        .containsOnly(Map.entry("name", new KeyEvent.FieldChange("before", "after")));
    assertThat(api.log()).contains("\"records\":2", "\"events_recorded\":2");
  }

  @Test
  void whatTtlDeletedIsRemoved() {
    DynamodbStreamRecord removed = record(1, item(Map.of("change_id", "a", "name", "x")), Map.of());
    removed.setUserIdentity(
        new Identity().withType("Service").withPrincipalId("dynamodb.amazonaws.com"));
    handler.handleRequest(batch(removed), new TestContext("invocation"));

    assertThat(history()).singleElement().extracting(KeyEvent::kind).isEqualTo(EventKind.REMOVED);
  }

  @Test
  void whateverSomebodyWroteIsCopedWith() {
    Map<String, AttributeValue> odd = item(Map.of());
    odd.put("n", new AttributeValue().withN("1"));
    odd.put("b", new AttributeValue().withB(ByteBuffer.wrap(new byte[] {1})));
    odd.put("bool", new AttributeValue().withBOOL(true));
    odd.put("null", new AttributeValue().withNULL(true));
    odd.put("l", new AttributeValue().withL(List.of(new AttributeValue("x"))));
    odd.put("m", new AttributeValue().withM(Map.of("k", new AttributeValue("x"))));
    odd.put("ss", new AttributeValue().withSS(List.of("a")));
    odd.put("ns", new AttributeValue().withNS(List.of("1")));
    odd.put("bs", new AttributeValue().withBS(List.of(ByteBuffer.wrap(new byte[] {1}))));
    odd.put("name", new AttributeValue().withL(List.of()));
    odd.put("change", new AttributeValue().withN("7"));
    handler.handleRequest(
        batch(record(1, Map.of(), odd), edited(3)), new TestContext("invocation"));

    assertThat(history()).extracting(KeyEvent::kind).contains(EventKind.EDITED, EventKind.ALTERED);
  }

  @Test
  void aBatchThatCannotBeKeptComesAgain() {
    EventStore down =
        new EventStore() {
          @Override
          public EventStore within(DomainScope scope) {
            return this;
          }

          @Override
          public void append(KeyEvent event, Instant recorded) {
            throw RequestException.because(
                RequestException.Reason.UNAVAILABLE, new IllegalStateException("table"));
          }

          @Override
          public Duration retention() {
            return Duration.ZERO;
          }

          @Override
          public Page<KeyEvent> list(EventTarget subject, Page.Request page) {
            return new Page<>(List.of(), null);
          }

          @Override
          public Page<KeyEvent> list(EventQuery query, Page.Request page) {
            return new Page<>(List.of(), null);
          }
        };
    ManagementDependencies dependencies = api.dependencies();
    RecordEventsHandler failing =
        new RecordEventsHandler(
            new ManagementDependencies(
                dependencies.settings(),
                dependencies.clock(),
                dependencies.random(),
                dependencies.telemetry(),
                new Stores(
                    dependencies.stores().keys(),
                    dependencies.stores().dataApis(),
                    down,
                    dependencies.stores().usage()),
                dependencies.vault()));

    assertThatThrownBy(() -> failing.handleRequest(batch(edited(1)), new TestContext("invocation")))
        .isInstanceOf(RequestException.class);
    assertThat(api.log()).contains("\"batch_errors\":1", "\"ERROR\"");
  }
}
