package dev.latchkey.tests.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every call says of a request that it does not take, and in which order it looks. */
final class RequestsTest {
  private static final String CALLS_WITH_BODY =
      "dev.latchkey.tests.system.ManagementRequests#withBody";
  private static final String CALLS_WITHOUT_BODY =
      "dev.latchkey.tests.system.ManagementRequests#withoutBody";
  private static final String LARGE = "{'name': '" + "x".repeat(16 * 1024) + "'}";

  private final Client engineer = Fixtures.engineer();

  @Nested
  final class Status400 {
    @ParameterizedTest
    @MethodSource(CALLS_WITH_BODY)
    void whatIsNotJsonIsRefused(ManagementRequests call) {
      ManagementRequests.Request request = call.request();
      request
          .by(engineer)
          .send(request.method(), request.path(), "{'name': ")
          .expect(400, "malformed-request");
    }

    @ParameterizedTest
    @MethodSource(CALLS_WITH_BODY)
    void whatIsNoObjectIsRefused(ManagementRequests call) {
      ManagementRequests.Request request = call.request();
      request
          .by(engineer)
          .send(request.method(), request.path(), "[1]")
          .expect(400, "malformed-request");
    }

    @ParameterizedTest
    @EnumSource
    void whatTheGatewayCannotReadIsRefused(ManagementRequests call) {
      ManagementRequests.Request request = call.request();
      String tooLong = request.path() + "?" + "x".repeat(10_240);
      request
          .by(engineer)
          .send(request.method(), tooLong, request.body())
          .expect(400, "malformed-request");
    }
  }

  @Nested
  final class Status404 {
    @Test
    void anUnknownRouteIsNotFound() {
      engineer.get("/v1/nothing").expect(404, "not-found");
      engineer.send("PUT", "/v1/keys", "{}").expect(404, "not-found");
    }
  }

  @Nested
  final class Status413 {
    @ParameterizedTest
    @MethodSource(CALLS_WITH_BODY)
    void aBodyOfMoreThan16KibIsRefused(ManagementRequests call) {
      ManagementRequests.Request request = call.request();
      request
          .by(engineer)
          .send(request.method(), request.path(), LARGE)
          .expect(413, "body-too-large");
    }
  }

  @Nested
  final class Status415 {
    @ParameterizedTest
    @MethodSource(CALLS_WITH_BODY)
    void aBodyThatIsNotDeclaredAsJsonIsRefused(ManagementRequests call) {
      ManagementRequests.Request request = call.request();
      request
          .by(engineer)
          .with("Content-Type", "application/x-www-form-urlencoded")
          .exchange(request.method(), request.path(), BodyPublishers.ofString("{}"))
          .expect(415, "unsupported-media-type");
    }
  }

  @Nested
  final class Status422 {
    @ParameterizedTest
    @MethodSource(CALLS_WITH_BODY)
    void anUnknownFieldIsNamed(ManagementRequests call) {
      ManagementRequests.Request request = call.request();
      RecordedResponse reply =
          request.by(engineer).send(request.method(), request.path(), "{'colour': 'red'}");
      assertThat(reply.expect(422, "invalid-request").wrong()).contains("pointer /colour");
    }

    @ParameterizedTest
    @MethodSource(CALLS_WITHOUT_BODY)
    void anUnknownParameterIsNamed(ManagementRequests call) {
      ManagementRequests.Request request = call.request();
      RecordedResponse reply =
          request.by(engineer).send(request.method(), request.path() + "?colour=red", null);
      assertThat(reply.expect(422, "invalid-request").wrong()).containsExactly("parameter colour");
    }

    @ParameterizedTest
    @MethodSource(CALLS_WITH_BODY)
    void anUnknownParameterIsNamedBesideTheFields(ManagementRequests call) {
      ManagementRequests.Request request = call.request();
      RecordedResponse reply =
          request
              .by(engineer)
              .send(request.method(), request.path() + "?colour=red", "{'taste': 'sweet'}");
      assertThat(reply.expect(422, "invalid-request").wrong())
          .contains("parameter colour", "pointer /taste");
    }

    @Test
    void everyWrongFieldIsNamedAtOnce() {
      RecordedResponse reply =
          engineer.post(
              "/v1/data-apis",
              "{'data_api_id': 'Orders', 'domain': ' ', 'description': 7, 'routes': [{'path': 'x'}, {'api_id': 'a', "
                  + "'methods': []}], 'key': {'validity_days': 0}, 'a/b~c': 1}");
      assertThat(reply.expect(422, "invalid-request").wrong())
          .containsExactlyInAnyOrder(
              "pointer /data_api_id",
              "pointer /domain",
              "pointer /dataset",
              "pointer /description",
              "pointer /routes/0/api_id",
              "pointer /routes/0/path",
              "pointer /routes/1/methods",
              "pointer /key/validity_days",
              "pointer /a~1b~0c");
    }

    @Test
    void aDoubledFieldIsNamed() {
      RecordedResponse reply =
          engineer.patch(Fixtures.key().path(), "{'name': 'one', 'name': 'two'}");
      assertThat(reply.expect(422, "invalid-request").wrong()).containsExactly("pointer /name");
    }

    @Test
    void aDoubledParameterIsNamed() {
      RecordedResponse reply = engineer.get("/v1/keys?limit=1&limit=2");
      assertThat(reply.expect(422, "invalid-request").wrong()).containsExactly("parameter limit");
    }
  }

  @Nested
  final class Order {
    @Test
    void theRoleIsAskedForBeforeTheBodyIsRead() {
      Fixtures.LATCHKEY
          .as("auditor")
          .with("Content-Type", "text/plain")
          .exchange("POST", "/v1/keys", BodyPublishers.ofString(LARGE))
          .expect(403);
    }

    @Test
    void theMediaTypeComesBeforeTheSizeAndTheSizeBeforeTheForm() {
      engineer
          .with("Content-Type", "text/plain")
          .exchange("POST", "/v1/keys", BodyPublishers.ofString(LARGE))
          .expect(415);
      engineer.post("/v1/keys", "[" + LARGE).expect(413);
    }

    @Test
    void theFieldsComeBeforeTheThing() {
      engineer.post("/v1/keys/0000000000000000/extend", "{'validity_days': 0}").expect(422);
      engineer.post("/v1/keys/0000000000000000/extend", "{'validity_days': 1}").expect(404);
    }
  }
}
