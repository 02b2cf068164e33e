package dev.latchkey.core.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.Route;
import dev.latchkey.core.memory.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverlappingRoutesTest {
  private static final Route OTHER = new Route("orders", "live", "GET", "/other");

  private final UseCaseFixture desk = new UseCaseFixture();
  private final OverlappingRoutes overlapping = new OverlappingRoutes(desk.stores.dataApis());

  @Test
  void eachOtherDataApiWithASharedRouteIsNamedOnce() {
    String one = desk.registered().dataApi().dataApiId();
    String two = desk.registered().dataApi().dataApiId();
    assertThat(
            overlapping.warnings(
                "mine", List.of(OTHER, UseCaseFixture.ROUTE, UseCaseFixture.ROUTE)))
        .containsExactlyInAnyOrder(
            "GET /orders of orders is also opened by keys of " + one + ".",
            "GET /orders of orders is also opened by keys of " + two + ".");
  }

  @Test
  void oneselfAndOtherRoutesAreNoOverlap() {
    DataApi mine = desk.registered().dataApi();
    assertThat(overlapping.warnings(mine.dataApiId(), mine.routes())).isEmpty();
    assertThat(overlapping.warnings("mine", List.of(OTHER))).isEmpty();
  }

  @Test
  void allPagesAreLookedAt() {
    for (int i = 0; i < 1_001; i++) {
      desk.registered();
    }
    assertThat(overlapping.warnings(Samples.dataApiId(), List.of(UseCaseFixture.ROUTE)))
        .hasSize(1_001);
  }
}
