package dev.latchkey.tests.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.tests.contract.OpenApi;
import dev.latchkey.tests.contract.Operation;
import dev.latchkey.tests.system.ManagementRequests.Needs;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each role on each call. */
final class RolesTest {
  private final Latchkey latchkey = Fixtures.LATCHKEY;

  @Test
  void theseAreAllCalls() {
    assertThat(Arrays.stream(ManagementRequests.values()).map(ManagementRequests::operation))
        .containsExactlyInAnyOrderElementsOf(
            OpenApi.contract().operations().stream().map(Operation::id).toList());
  }

  @ParameterizedTest
  @EnumSource
  void anEngineerMayDoEverything(ManagementRequests call) {
    assertThat(call.request().send(latchkey.as("engineer")).status()).isBetween(200, 204);
  }

  @ParameterizedTest
  @EnumSource
  void anAnalystMayDoEverything(ManagementRequests call) {
    assertThat(call.request().send(latchkey.as("analyst")).status()).isBetween(200, 204);
  }

  @ParameterizedTest
  @EnumSource
  void anAuditorMayLookAndChangeNothing(ManagementRequests call) {
    RecordedResponse reply = call.request().send(latchkey.as("auditor"));
    if (call.needs() == Needs.MANAGE) {
      reply.expect(403, "forbidden");
      assertThat(reply.text("detail"))
          .contains("nx1_ask", "nx1_engineer")
          .doesNotContain("latchkey_auditor");
    } else {
      reply.expect(200);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anOutsiderMaySeeOnlyWhoHeIs(ManagementRequests call) {
    RecordedResponse reply = call.request().send(latchkey.as("outsider"));
    if (call.needs() == Needs.MANAGE || call.needs() == Needs.READ) {
      reply.expect(403, "forbidden");
      assertThat(reply.text("detail")).contains("nx1_ask", "nx1_engineer");
      assertThat(reply.text("detail").contains("latchkey_auditor"))
          .isEqualTo(call.needs() == Needs.READ);
    } else {
      reply.expect(200);
    }
  }

  @ParameterizedTest
  @EnumSource
  void withoutATokenNothingButTheOpenCallsAnswers(ManagementRequests call) {
    if (call.needs() == Needs.KEY) {
      call.request().send(latchkey.anonymous()).expect(200);
    } else {
      refused(call, latchkey.anonymous());
    }
  }

  @ParameterizedTest
  @EnumSource
  void anApiKeyIsNoToken(ManagementRequests call) {
    String apiKey = Fixtures.key().apiKey();
    refused(call, latchkey.anonymous().with("Authorization", "Bearer " + apiKey));
    refused(call, latchkey.anonymous().with("X-Api-Key", apiKey));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Bearer x", "Basic ZW5naW5lZXI6YW55", "Bearer a.b.c"})
  void somethingElseIsNoToken(String authorization) {
    latchkey
        .anonymous()
        .with("Authorization", authorization)
        .get("/v1/keys")
        .expect(401, "unauthorized");
  }

  @Test
  void twoTokensAreNone() {
    Client engineer = latchkey.as("engineer");
    String token = "Bearer " + latchkey.token("engineer");
    engineer.get("/v1/keys").expect(200);
    for (String other : List.of("Bearer x", "Bearer " + latchkey.token("auditor"), token)) {
      engineer.with("Authorization", other).get("/v1/keys").expect(401, "unauthorized");
      latchkey
          .anonymous()
          .with("Authorization", other)
          .with("Authorization", token)
          .get("/v1/keys")
          .expect(401, "unauthorized");
    }
  }

  private static void refused(ManagementRequests call, Client client) {
    RecordedResponse reply = call.request().send(client);
    if (call.needs() == Needs.NOTHING) {
      reply.expect(200);
    } else {
      reply.expect(401, "unauthorized");
    }
  }
}
