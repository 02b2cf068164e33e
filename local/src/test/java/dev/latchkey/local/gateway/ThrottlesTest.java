package dev.latchkey.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.local.template.Api;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThrottlesTest {
  private static final String REVOKE = "POST /keys/{key_id}/revoke";

  private final Throttles throttles =
      new Throttles(
          Map.of(Api.OTHER_ROUTES, new Api.Limits(1, 2), REVOKE, new Api.Limits(1, 1)), () -> 42);

  @Test
  void aRouteWithLimitsOfItsOwnKeepsThemWhenTheOthersAreUsedUp() {
    assertThat(throttles.admits("GET /keys")).isTrue();
    assertThat(throttles.admits("POST /keys")).isTrue();
    assertThat(throttles.admits("GET /keys")).isFalse();
    assertThat(throttles.admits(REVOKE)).isTrue();
    assertThat(throttles.admits(REVOKE)).isFalse();
  }

  @Test
  void itsRequestsUseUpNothingOfTheOthers() {
    assertThat(throttles.admits(REVOKE)).isTrue();
    assertThat(throttles.admits(REVOKE)).isFalse();
    assertThat(throttles.admits("GET /keys")).isTrue();
    assertThat(throttles.admits("GET /keys")).isTrue();
  }

  @Test
  void withoutLimitsEveryRequestPasses() {
    assertThat(new Throttles(Map.of(), () -> 42).admits("GET /keys")).isTrue();
  }
}
