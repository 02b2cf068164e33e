package dev.latchkey.management.handlers;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.latchkey.management.json.JsonDocument;
import dev.latchkey.management.json.MalformedJsonException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** A response as the client receives it. */
record TestResponse(int status, Map<String, String> headers, String body) {

  static TestResponse of(APIGatewayProxyResponseEvent event) {
    String body = event.getBody() == null ? "" : event.getBody();
    assertThat(event.getHeaders())
        .containsEntry("X-Content-Type-Options", "nosniff")
        .containsKey("Cache-Control");
    return new TestResponse(event.getStatusCode(), event.getHeaders(), body);
  }

  /** Returns the value at a path such as {@code data_api.routes.0.path}; fails if there is none. */
  Object at(String path) {
    Object value = json();
    for (String step : path.split("\\.", -1)) {
      Object member =
          value instanceof List<?> list
              ? list.get(Integer.parseInt(step))
              : ((Map<?, ?>) value).get(step);
      value = requireNonNull(member, () -> path + " in " + body);
    }
    return value;
  }

  String text(String path) {
    return (String) at(path);
  }

  @SuppressWarnings("unchecked")
  Map<String, Object> json() {
    try {
      return (Map<String, Object>) JsonDocument.read(body).root();
    } catch (MalformedJsonException e) {
      throw new AssertionError(body, e);
    }
  }

  /** Asserts its status. */
  TestResponse hasStatus(int expected) {
    assertThat(status).as(body).isEqualTo(expected);
    return this;
  }

  /** Asserts that it is a problem with this status and slug. */
  TestResponse isProblem(int expected, String slug) {
    assertThat(status).as(body).isEqualTo(expected);
    assertThat(headers).containsEntry("Content-Type", "application/problem+json");
    assertThat(headers).containsEntry("Cache-Control", "no-store");
    assertThat(text("type")).isEqualTo("urn:latchkey:problem:" + slug);
    assertThat(at("status")).isEqualTo(BigInteger.valueOf(expected));
    assertThat(text("instance")).startsWith("request-");
    assertThat(text("title")).isNotBlank();
    assertThat(text("detail")).isNotBlank();
    return this;
  }

  /** Asserts that the errors name exactly these parts, such as {@code pointer /name}. */
  TestResponse refuses(String... parts) {
    isProblem(422, "invalid-request");
    List<String> named =
        ((List<?>) at("errors"))
            .stream()
                .map(
                    error -> {
                      Map<?, ?> members = (Map<?, ?>) error;
                      String place = (String) members.keySet().iterator().next();
                      assertThat((String) members.get("detail")).isNotBlank();
                      return place + " " + members.get(place);
                    })
                .toList();
    assertThat(named).containsExactlyInAnyOrder(parts);
    return this;
  }
}
