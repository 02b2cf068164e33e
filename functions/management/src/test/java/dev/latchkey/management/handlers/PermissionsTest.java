package dev.latchkey.management.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each role on each call. */
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
        .flatMap(call -> PERMISSIONS.keySet().stream().map(who -> Arguments.of(who, call)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("rolesAndCalls")
  void eachRoleMayMakeItsCalls(String who, String call) {
    String permissions = PERMISSIONS.getOrDefault(who, "");
    boolean isRead = call.startsWith("GET");
    boolean isMe = call.endsWith("/me");
    boolean mayCall =
        isMe || permissions.startsWith("read manage") || (isRead && permissions.equals("read"));

    TestResponse answered =
        api.answer(
            TestRequest.of(call)
                .by(who, who, permissions)
                .at("key_id", "x")
                .at("data_api_id", "X"));

    if (mayCall) {
      assertThat(answered.status()).isNotIn(401, 403, 500);
    } else {
      answered.isProblem(403, "forbidden");
      assertThat(answered.text("detail"))
          .isEqualTo(
              isRead
                  ? "This needs one of the roles nx1_ask, nx1_engineer, latchkey_auditor."
                  : "This needs one of the roles nx1_ask, nx1_engineer.");
    }
  }

  @Test
  void withoutTheRolesA403NamesNone() {
    TestResponse answered =
        api.answer(TestRequest.of("POST /v1/keys").by("auditor", "Audrey", "read").withoutRoles());

    answered.isProblem(403, "forbidden");
    assertThat(answered.text("detail")).isEqualTo("This needs a role that the token has not.");
  }

  @Test
  void whoeverMayManageMayRead() {
    assertThat(api.answer(TestRequest.of("GET /v1/keys").by("engineer", "Erin", "manage")).status())
        .isEqualTo(200);
  }

  static Stream<String> calls() {
    return ManagementFixture.CALLS.stream();
  }

  @ParameterizedTest
  @MethodSource("calls")
  void whomTheAuthorizerDoesNotNameIsNobody(String call) {
    TestResponse answered = api.answer(TestRequest.of(call).byNobody());

    answered.isProblem(401, "unauthorized");
    assertThat(answered.headers()).containsEntry("WWW-Authenticate", "Bearer");
  }

  @Test
  void permissionIsAskedForBeforeAnythingElse() {
    api.answer(
            TestRequest.of("POST /v1/keys")
                .by("auditor", "Audrey", "read")
                .query("x", "y")
                .header("Content-Type", "text/plain")
                .rawBody("x".repeat(20_000)))
        .isProblem(403, "forbidden");
  }
}
