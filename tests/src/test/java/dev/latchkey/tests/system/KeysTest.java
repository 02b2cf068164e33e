package dev.latchkey.tests.system;

import static dev.latchkey.tests.system.Fixtures.engineer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.tests.system.Fixtures.Made;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Making, seeing, editing, extending, rotating, revoking and deleting keys. */
final class KeysTest {

  @Nested
  final class Status200 {
    @Test
    void aMergePatchMayBeDeclaredAsOne() {
      engineer()
          .with("Content-Type", "application/merge-patch+json")
          .exchange("PATCH", Fixtures.key().path(), BodyPublishers.ofString("{\"name\":\"new\"}"))
          .expect(200);
    }

    @Test
    void anEmptyPatchChangesNothing() {
      Made key = Fixtures.key();
      RecordedResponse before = key.seen();
      assertThat(engineer().patch(key.path(), "{}").expect(200).json()).isEqualTo(before.json());
    }
  }

  @Nested
  final class Status201 {
    @Test
    void theAnswerSaysWhereTheKeyIs() {
      String dataApiId = Fixtures.dataApi().dataApiId();
      RecordedResponse made =
          engineer()
              .post("/v1/keys", "{'data_api_id': '%s', 'name': 'a key'}".formatted(dataApiId))
              .expect(201);
      assertThat(made.header("Location")).isEqualTo("/v1/keys/" + made.text("key_id"));
      assertThat(made.header("Cache-Control")).isEqualTo("no-store");
      assertThat(made.text("hint")).isEqualTo("lk_" + made.text("key_id").substring(0, 6));
      assertThat(made.text("api_key")).startsWith(made.text("hint"));
      assertThat(made.text("created_by")).isNotEmpty();
      engineer().get(made.header("Location")).expect(200);
    }
  }

  @Nested
  final class Status404 {
    @ParameterizedTest
    @CsvSource({
      "GET, '',",
      "PATCH, '', {'name': 'new'}",
      "PATCH, '', {}",
      "POST, /extend, {'validity_days': 1}",
      "POST, /rotate,",
      "POST, /suspend,",
      "POST, /resume,",
      "POST, /revoke,",
      "DELETE, '',",
    })
    void anUnknownAndADeletedKeyAreNotFound(String method, String call, String body) {
      for (String path :
          List.of("/v1/keys/0000000000000000", "/v1/keys/no-id", Fixtures.deleted().path())) {
        engineer().send(method, path + call, body).expect(404, "not-found");
      }
    }
  }

  @Nested
  final class Status409 {
    @Test
    void aRevokedKeyIsNotRotatedOrGivenANewEnd() {
      Made key = Fixtures.revoked();
      engineer().post(key.path() + "/rotate").expect(409, "key-revoked");
      newEnd(key).expect(409, "key-revoked");
    }

    @Test
    void anExpiredKeyIsNotRotatedOrGivenANewEnd() {
      Made key = Fixtures.expired();
      engineer().post(key.path() + "/rotate").expect(409, "key-expired");
      newEnd(key).expect(409, "key-expired");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/suspend", "/resume"})
    void aRevokedOrExpiredKeyIsNotSuspendedOrResumed(String call) {
      engineer().post(Fixtures.revoked().path() + call).expect(409, "key-revoked");
      engineer().post(Fixtures.expired().path() + call).expect(409, "key-expired");
    }

    @Test
    void ofAnEditThatIsRefusedNothingIsDone() {
      Made key = Fixtures.revoked();
      engineer()
          .patch(key.path(), "{'name': 'new', 'expires_at': '%s'}".formatted(Fixtures.inDays(1)))
          .expect(409);
      assertThat(key.seen().text("name")).isEqualTo("automatic");
    }

    private RecordedResponse newEnd(Made key) {
      return engineer().patch(key.path(), "{'expires_at': '%s'}".formatted(Fixtures.inDays(1)));
    }
  }

  @Nested
  final class Status422 {
    @ParameterizedTest
    @ValueSource(strings = {"-1", "169", "1.5", "'1'", "null"})
    void aGraceIsAWholeNumberOfHoursUpTo168(String hours) {
      RecordedResponse reply =
          engineer()
              .post(Fixtures.key().path() + "/rotate", "{'grace_hours': %s}".formatted(hours));
      assertThat(reply.expect(422).wrong()).containsExactly("pointer /grace_hours");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/suspend", "/revoke"})
    void aReasonHasAtMost512Characters(String call) {
      Made key = Fixtures.key();
      RecordedResponse reply =
          engineer().post(key.path() + call, "{'reason': '%s'}".formatted("r".repeat(513)));
      assertThat(reply.expect(422).wrong()).containsExactly("pointer /reason");
      assertThat(key.seen().text("status")).isEqualTo("active");
    }

    @Test
    void aNameCannotBeCleared() {
      RecordedResponse reply = engineer().patch(Fixtures.key().path(), "{'name': null}");
      assertThat(reply.expect(422).wrong()).containsExactly("pointer /name");
    }
  }
}
