package dev.latchkey.core.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DataApiFields;
import dev.latchkey.core.domain.DomainScope;
import dev.latchkey.core.domain.Route;
import dev.latchkey.core.memory.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverlappingRoutesTest {
  private static final Route OTHER = new Route("orders", "live", "GET", "/other");

  private final UseCaseFixture fixture = new UseCaseFixture();
  private final OverlappingRoutes overlapping = new OverlappingRoutes(fixture.stores.dataApis());

  @Test
  void eachOtherDataApiWithASharedRouteIsNamedOnce() {
    String one = fixture.registered().dataApi().dataApiId();
    String two = fixture.registered().dataApi().dataApiId();
    assertThat(warnings("mine", List.of(OTHER, UseCaseFixture.ROUTE, UseCaseFixture.ROUTE)))
        .containsExactlyInAnyOrder(
            "GET /orders of API orders is also allowed to keys of " + one + ".",
            "GET /orders of API orders is also allowed to keys of " + two + ".");
  }

  @Test
  void oneselfAndOtherRoutesAreNoOverlap() {
    DataApi mine = fixture.registered().dataApi();
    assertThat(warnings(mine.dataApiId(), mine.routes())).isEmpty();
    assertThat(warnings("mine", List.of(OTHER))).isEmpty();
  }

  @Test
  void aForeignDataApiWithTheSameIdOverlaps() {
    DataApi foreign = fixture.registered().dataApi();
    assertThat(
            overlapping.of(
                foreign.dataApiId(), foreign.routes(), DomainScope.of(List.of("logistics"))))
        .extracting(OverlappingRoutes.Overlap::other)
        .containsExactly(foreign);
  }

  @Test
  void aSharedRouteOfAHostNamesTheHost() {
    Route route = Route.ofHost("api.example.com", "GET", "/orders");
    NewDataApi wanted =
        UseCaseFixture.newDataApi(Samples.dataApiId(), UseCaseFixture.days(30), null);
    NewDataApi ofHost =
        new NewDataApi(
            wanted.domain(),
            wanted.fields().with(DataApiFields.ROUTES, List.of(route)),
            wanted.firstKey());
    DataApi other = fixture.register(ofHost, Samples.change()).dataApi();
    assertThat(warnings("mine", List.of(Route.ofHost("*.example.com", "GET", "/orders"))))
        .containsExactly(
            "GET /orders of host *.example.com is also allowed to keys of "
                + other.dataApiId()
                + ".");
  }

  @Test
  void allPagesAreLookedAt() {
    for (int i = 0; i < 1_001; i++) {
      fixture.registered();
    }
    assertThat(warnings(Samples.dataApiId(), List.of(UseCaseFixture.ROUTE))).hasSize(1_001);
  }

  @Test
  void aRouteOfAnotherDomainIsTaken() {
    fixture.registered();
    List<OverlappingRoutes.Overlap> overlaps =
        overlapping.of("mine", List.of(UseCaseFixture.ROUTE), DomainScope.ALL);
    assertThat(OverlappingRoutes.warnings(overlaps, DomainScope.of(List.of("sales")))).hasSize(1);
    assertThatThrownBy(
            () -> OverlappingRoutes.warnings(overlaps, DomainScope.of(List.of("logistics"))))
        .isInstanceOfSatisfying(
            RequestException.class,
            e -> assertThat(e.reason()).isEqualTo(RequestException.Reason.ROUTE_TAKEN));
  }

  private List<String> warnings(String dataApiId, List<Route> routes) {
    return OverlappingRoutes.warnings(
        overlapping.of(dataApiId, routes, DomainScope.ALL), DomainScope.ALL);
  }
}
