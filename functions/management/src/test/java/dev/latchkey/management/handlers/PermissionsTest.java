package dev.latchkey.management.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests each role on each operation. */
class PermissionsTest {
  private static final Map<String, String> PERMISSIONS =
      Map.of(
          "engineer", "read manage",
          "analyst", "read manage",
          "auditor", "read",
          "outsider", "",
          "impostor", "Manage READ manager read,manage");

  private final ManagementFixture api = new ManagementFixture();

  static Stream<Arguments> rolesAndCalls() {
    return ManagementFixture.CALLS.stream()
        .flatMap(
            operation -> PERMISSIONS.keySet().stream().map(who -> Arguments.of(who, operation)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("rolesAndCalls")
  void eachRoleMayUseItsOperations(String who, String operation) {
    String permissions = PERMISSIONS.getOrDefault(who, "");
    boolean isRead = operation.startsWith("GET") || operation.endsWith("/explain");
    boolean isMe = operation.endsWith("/me");
    boolean mayCall =
        isMe || permissions.startsWith("read manage") || (isRead && permissions.equals("read"));

    TestResponse response =
        api.respond(
            TestRequest.of(operation)
                .by(who, who, permissions)
                .at("key_id", "x")
                .at("data_api_id", "X"));

    if (mayCall) {
      assertThat(response.status()).isNotIn(401, 403, 500);
    } else {
      response.isProblem(403, "forbidden");
      assertThat(response.text("detail"))
          .isEqualTo(
              isRead
                  ? "This requires one of the roles nx1_ask, nx1_engineer, latchkey_auditor."
                  : "This requires one of the roles nx1_ask, nx1_engineer.");
    }
  }

  @Test
  void withoutTheRolesA403NamesNone() {
    TestResponse response =
        api.respond(TestRequest.of("POST /v1/keys").by("auditor", "Audrey", "read").withoutRoles());

    response.isProblem(403, "forbidden");
    assertThat(response.text("detail"))
        .isEqualTo("Your token has no role that allows this in this domain.");
  }

  @Test
  void whoeverMayManageMayRead() {
    assertThat(
            api.respond(TestRequest.of("GET /v1/keys").by("engineer", "Erin", "manage")).status())
        .isEqualTo(200);
  }

  static Stream<String> calls() {
    return ManagementFixture.CALLS.stream();
  }

  @ParameterizedTest
  @MethodSource("calls")
  void aRequestWithoutAnOperatorIsUnauthorized(String operation) {
    TestResponse response = api.respond(TestRequest.of(operation).byNobody());

    response.isProblem(401, "unauthorized");
    assertThat(response.headers()).containsEntry("WWW-Authenticate", "Bearer");
  }

  @Test
  void permissionIsAskedForBeforeAnythingElse() {
    api.respond(
            TestRequest.of("POST /v1/keys")
                .by("auditor", "Audrey", "read")
                .query("x", "y")
                .header("Content-Type", "text/plain")
                .rawBody("x".repeat(20_000)))
        .isProblem(403, "forbidden");
  }
}
