package dev.latchkey.management.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.core.application.NoticeStore;
import dev.latchkey.core.application.PutNotices;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.Notice;
import dev.latchkey.core.domain.NoticeId;
import dev.latchkey.core.domain.NoticeSchedule;
import dev.latchkey.core.dynamodb.mapping.NoticeItem;
import dev.latchkey.core.memory.InMemoryNoticeStore;
import dev.latchkey.management.eventbridge.BusEvent;
import dev.latchkey.testing.TestContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class NotifyHandlerTest {
  private final ManagementFixture api = new ManagementFixture();
  private final List<BusEvent> published = new ArrayList<>();
  private final PublishEventsHandler publisher =
      new PublishEventsHandler(
          events -> {
            published.addAll(events);
            return List.of();
          },
          api.dependencies().telemetry());

  private boolean isDown;

  /** Publishes each notice that is put, as the stream does. */
  private final class Streamed implements NoticeStore {
    private final NoticeStore store = new InMemoryNoticeStore(() -> api.stores.keys().all());

    @Override
    public void forEachExpiring(Instant from, Instant until, Consumer<List<ApiKey>> action) {
      if (isDown) {
        throw RequestException.because(
            RequestException.Reason.UNAVAILABLE, new IllegalStateException("table"));
      }
      store.forEachExpiring(from, until, action);
    }

    @Override
    public Set<NoticeId> existing(Collection<NoticeId> ids) {
      return store.existing(ids);
    }

    @Override
    public boolean put(Notice notice, Instant until) {
      boolean isNew = store.put(notice, until);
      if (isNew) {
        publisher.handleRequest(
            new StreamBatch().inserted("1", NoticeItem.of(notice, until)).event(),
            new TestContext("publish"));
      }
      return isNew;
    }
  }

  private NotifyHandler handler(Optional<Instant> lastUsed) {
    return new NotifyHandler(
        new PutNotices(
            new Streamed(),
            api.stores.keys()::find,
            (KeyId keyId) -> lastUsed,
            NoticeSchedule.of(List.of(30, 7, 1), 90)),
        api::now,
        api.dependencies().telemetry());
  }

  private static void run(NotifyHandler handler) {
    handler.handleRequest(Map.of("source", "aws.events"), new TestContext("notify"));
  }

  @Test
  void aNoticeIsPublishedWithTheLastUse() {
    String keyId = api.key("orders");
    api.pass(Duration.ofDays(23));
    run(handler(Optional.of(Instant.parse("2026-12-01T00:00:00Z"))));

    BusEvent event =
        published.stream().filter(it -> it.detail().contains(keyId)).findFirst().orElseThrow();
    String hint = "lk_" + keyId.substring(0, 6);
    assertThat(event.detailType()).isEqualTo("Key expiring");
    assertThat(event.at()).isEqualTo(api.now());
    assertThat(event.detail())
        .isEqualTo(
            ("{'event_id':'%s#1797843600#7','kind':'expiring','key_id':'%s',"
                    + "'at':'2026-12-14T09:00:00Z','domain':'sales','data_api_id':'orders',"
                    + "'name':'reports','hint':'%s','expires_at':'2026-12-21T09:00:00Z',"
                    + "'secret_since':'2026-11-21T09:00:00Z','days':7,"
                    + "'last_used_at':'2026-12-01T00:00:00Z',"
                    + "'message':'Key reports (%s) of data API orders expires at"
                    + " 2026-12-21T09:00:00Z. It was last used at 2026-12-01T00:00:00Z.'}")
                .formatted(keyId, keyId, hint, hint)
                .replace('\'', '"'));
    assertThat(api.log()).contains("\"notices_put\":1");
  }

  @Test
  void eachKindHasItsTypeAndItsSentence() {
    api.key("orders");
    NotifyHandler handler = handler(Optional.empty());
    api.pass(Duration.ofDays(30));
    run(handler);
    assertThat(published).extracting(BusEvent::detailType).contains("Key expired");
    assertThat(published)
        .anySatisfy(
            event ->
                assertThat(event.detail())
                    .contains(
                        "\"kind\":\"expired\"",
                        "of data API orders expired at 2026-12-21T09:00:00Z. No use is recorded.")
                    .doesNotContain("\"days\"", "last_used_at"));
    published.clear();
    api.pass(Duration.ofDays(61));
    run(handler);
    assertThat(published)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.detailType()).isEqualTo("Secret old");
              assertThat(event.detail())
                  .contains(
                      "\"kind\":\"secret_old\"",
                      "has had its secret since 2026-11-21T09:00:00Z. Rotate it.",
                      "\"days\":90");
            });
  }

  @Test
  void aRunThatFailsSaysSoAndIsNoRun() {
    isDown = true;
    NotifyHandler handler = handler(Optional.empty());
    assertThatThrownBy(() -> run(handler)).isInstanceOf(RequestException.class);
    assertThat(api.log()).contains("\"batch_errors\":1", "\"ERROR\"").doesNotContain("notices_put");
  }
}
