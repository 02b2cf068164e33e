package dev.latchkey.tests.system;

import static dev.latchkey.tests.system.Fixtures.engineer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.tests.system.Fixtures.Made;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Every change has exactly its one event. */
final class HistoryTest {

  /** The kinds of a thing's events, newest first. */
  static List<String> kinds(String path) {
    RecordedResponse reply = engineer().get(path + "/events?limit=1000");
    List<String> kinds = new ArrayList<>();
    if (reply.status() != 404) {
      reply.expect(200).json().path("events").forEach(e -> kinds.add(e.path("kind").asText()));
    }
    return kinds;
  }

  @Test
  void aKeysLife() {
    Made key = Fixtures.key();
    Client engineer = engineer();
    engineer.patch(key.path(), "{'expires_at': '%s'}".formatted(Fixtures.inDays(30))).expect(200);
    engineer.post(key.path() + "/extend", "{'validity_days': 1}").expect(200);
    engineer.post(key.path() + "/extend", "{'validity_days': 400}").expect(422);
    engineer.post(key.path() + "/rotate", "{'grace_hours': 1}").expect(200);
    engineer.patch(key.path(), "{}").expect(200);
    engineer.post(key.path() + "/revoke").expect(200);
    engineer.post(key.path() + "/revoke").expect(200);
    engineer.delete(key.path()).expect(204);
    engineer.delete(key.path()).expect(404);
    becomes(key.path(), "deleted", "revoked", "rotated", "extended", "edited", "created");
  }

  @Test
  void aDataApisLife() {
    Made dataApi = Fixtures.revoked();
    engineer().patch(dataApi.dataApiPath(), "{'routes': [{'api_id': 'other'}]}").expect(200);
    engineer().delete(dataApi.dataApiPath()).expect(204);
    becomes(dataApi.dataApiPath(), "deleted", "edited", "registered");
    RecordedResponse history = engineer().get(dataApi.dataApiPath() + "/events").expect(200);
    assertThat(history.text("/events/1/changes/routes/to/0/api_id")).isEqualTo("other");
    assertThat(history.text("/events/1/changes/routes/from/0/api_id"))
        .isEqualTo("api-of-" + dataApi.dataApiId());
  }

  @Test
  void aRepeatIsNoChange() {
    String dataApiId = Fixtures.dataApi().dataApiId();
    Client engineer = engineer().with("Idempotency-Key", "repeat-of-" + dataApiId);
    String body = "{'data_api_id': '%s', 'name': 'a key'}".formatted(dataApiId);
    RecordedResponse made = engineer.post("/v1/keys", body).expect(201);
    engineer.post("/v1/keys", body).expect(200);
    becomes("/v1/keys/" + made.text("key_id"), "created");
  }

  @Test
  void whatTtlRemoves() {
    Made key = Fixtures.expired();
    Fixtures.LATCHKEY.sweep(Instant.now().plus(Duration.ofDays(31)));
    becomes(key.path(), "removed", "altered", "created");
    RecordedResponse history = engineer().get(key.path() + "/events").expect(200);
    assertThat(history.text("/events/0/by/subject")).isEqualTo("dynamodb.amazonaws.com");
  }

  @Test
  void thatTtlSweepsADeletedKeyIsNoEvent() {
    Made key = Fixtures.deleted();
    Fixtures.LATCHKEY.sweep(Instant.now().plusSeconds(60));
    Made marker = Fixtures.revoked();
    becomes(marker.path(), "revoked", "created");
    assertThat(kinds(key.path())).containsExactly("deleted", "revoked", "created");
  }

  @Test
  void itIsReadPageByPage() {
    Made key = Fixtures.key();
    for (int i = 0; i < 5; i++) {
      engineer().patch(key.path(), "{'name': 'name %d'}".formatted(i)).expect(200);
    }
    Fixtures.eventually(() -> kinds(key.path()), kinds -> kinds.size() == 6);
    List<String> names = new ArrayList<>();
    String cursor = "";
    do {
      RecordedResponse page = engineer().get(key.path() + "/events?limit=2" + cursor).expect(200);
      page.json().path("events").forEach(event -> names.add(event.at("/changes/name/to").asText()));
      cursor = page.json().has("next_cursor") ? "&cursor=" + page.text("next_cursor") : "";
    } while (!cursor.isEmpty());
    assertThat(names)
        .containsExactly("name 4", "name 3", "name 2", "name 1", "name 0", "automatic");
  }

  @Nested
  final class Status404 {
    @Test
    void whatNeverWasHasNoHistory() {
      engineer().get("/v1/keys/0000000000000000/events").expect(404, "not-found");
      engineer().get("/v1/data-apis/never-was/events").expect(404, "not-found");
    }
  }

  /** The history becomes this, and what follows adds nothing to it. */
  private static void becomes(String path, String... newestFirst) {
    Predicate<List<String>> isThere = kinds -> kinds.size() >= newestFirst.length;
    assertThat(Fixtures.eventually(() -> kinds(path), isThere)).containsExactly(newestFirst);
    Made later = Fixtures.revoked();
    Fixtures.eventually(() -> kinds(later.path()), kinds -> kinds.contains("revoked"));
    assertThat(kinds(path)).containsExactly(newestFirst);
  }
}
