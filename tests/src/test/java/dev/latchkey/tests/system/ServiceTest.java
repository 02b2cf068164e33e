package dev.latchkey.tests.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.tests.Project;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The service itself: who one is, whether it answers, and its contract. */
final class ServiceTest {
  private final Latchkey latchkey = Fixtures.LATCHKEY;

  @ParameterizedTest
  @CsvSource({
    "engineer, '[\"read\",\"manage\"]'",
    "analyst, '[\"read\",\"manage\"]'",
    "auditor, '[\"read\"]'",
    "outsider, '[]'"
  })
  void itSaysWhatOneMayDo(String account, String permissions) {
    RecordedResponse me = latchkey.as(account).get("/v1/me").expect(200);
    assertThat(me.text("subject")).isEqualTo(account);
    assertThat(me.json().path("permissions").toString()).isEqualTo(permissions);
  }

  @Test
  void itAnswers() {
    assertThat(latchkey.anonymous().get("/v1/health").expect(200).text("status")).isEqualTo("ok");
  }

  @Test
  void itServesItsContract() {
    RecordedResponse contract = latchkey.anonymous().get("/v1/openapi.yaml").expect(200);
    assertThat(contract.exchange().body()).isEqualTo(Project.read("openapi.yaml"));
    latchkey
        .anonymous()
        .with("If-None-Match", contract.header("ETag"))
        .get("/v1/openapi.yaml")
        .expect(304);
  }

  @Test
  void itsRootLeadsNowhereElse() {
    latchkey.as("engineer").get("/v1").expect(404, "not-found");
  }
}
