package dev.latchkey.tests.system;

import static dev.latchkey.tests.system.Fixtures.engineer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.tests.system.Fixtures.Made;
import dev.latchkey.tests.system.ManagementRequests.Needs;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** R33: operators whose roles are for one domain. The requests here are for the domain sales. */
final class DomainsTest {
  private static final Set<ManagementRequests> LISTS =
      EnumSet.of(ManagementRequests.LIST_KEYS, ManagementRequests.LIST_DATA_APIS);

  private final Client sales = Fixtures.LATCHKEY.as("sales");
  private final Client logistics = Fixtures.LATCHKEY.as("logistics");

  @ParameterizedTest
  @EnumSource
  void anOperatorOfTheDomainMayDoEverythingInIt(ManagementRequests request) {
    assertThat(request.request().send(sales).status()).isBetween(200, 204);
  }

  @ParameterizedTest
  @EnumSource
  void forAnOperatorOfAnotherDomainThereIsNoSuchThing(ManagementRequests request) {
    RecordedResponse response = request.request().send(logistics);
    if (request == ManagementRequests.REGISTER_DATA_API) {
      response.expect(403, "forbidden");
    } else if (request == ManagementRequests.CREATE_KEY) {
      assertThat(response.expect(422, "invalid-request").wrong())
          .containsExactly("pointer /data_api_id");
    } else if (request.needs() == Needs.READ || request.needs() == Needs.MANAGE) {
      if (LISTS.contains(request)) {
        assertThat(response.expect(200).exchange().body()).doesNotContain("\"sales\"");
      } else {
        response.expect(404, "not-found");
      }
    } else {
      response.expect(200);
    }
  }

  @Test
  void aListHasTheirOwnAndNothingElse() {
    Made ours = Fixtures.key();
    String theirs =
        register(logistics, Fixtures.newId(), "[{'api_id': 'theirs'}]").text("/key/key_id");
    assertThat(logistics.get("/v1/keys").expect(200).exchange().body())
        .contains(theirs)
        .doesNotContain(ours.keyId());
    assertThat(sales.get("/v1/keys?data_api_id=" + ours.dataApiId()).expect(200).exchange().body())
        .contains(ours.keyId());
    assertThat(
            logistics.get("/v1/keys?data_api_id=" + ours.dataApiId()).expect(200).exchange().body())
        .isEqualTo(logistics.get("/v1/keys?data_api_id=missing").expect(200).exchange().body());
    assertThat(logistics.get("/v1/data-apis").expect(200).exchange().body())
        .contains("\"logistics\"")
        .doesNotContain("\"sales\"");
  }

  @Test
  void aRouteOfAnotherDomainIsTaken() {
    String id = Fixtures.newId();
    Fixtures.dataApi(id, "[{'api_id': '%s', 'path': '/orders/*'}]".formatted(id));
    String same = "[{'api_id': '%s', 'path': '/orders/1'}]".formatted(id);
    post(logistics, Fixtures.newId(), same).expect(409, "route-taken");
    String own = Fixtures.newId();
    register(logistics, own, "[{'api_id': '%s'}]".formatted(own));
    logistics
        .patch("/v1/data-apis/" + own, "{'routes': %s}".formatted(same))
        .expect(409, "route-taken");
    RecordedResponse allowed =
        engineer().patch("/v1/data-apis/" + own, "{'routes': %s}".formatted(same)).expect(200);
    assertThat(allowed.exchange().body()).contains("is also allowed to keys of " + id);
    for (String each : new String[] {own, id}) {
      Fixtures.eventually(
          () -> engineer().get("/v1/data-apis/" + each + "/events").exchange().body(),
          body -> body.contains("overlapping_routes") && body.contains("/orders/1"));
    }
  }

  @Test
  void theyAreToldTheirDomains() {
    assertThat(sales.get("/v1/me").expect(200).exchange().body())
        .contains("\"domains\":[\"sales\"]", "\"manage_domains\":[\"sales\"]");
    assertThat(engineer().get("/v1/me").expect(200).exchange().body())
        .contains("\"domains\":\"*\"", "\"manage_domains\":\"*\"");
    assertThat(Fixtures.LATCHKEY.as("auditor").get("/v1/me").expect(200).exchange().body())
        .contains("\"domains\":\"*\"", "\"manage_domains\":[]");
  }

  private static RecordedResponse register(Client client, String id, String routes) {
    return post(client, id, routes).expect(201);
  }

  private static RecordedResponse post(Client client, String id, String routes) {
    return client.post(
        "/v1/data-apis",
        "{'data_api_id': '%s', 'domain': 'logistics', 'dataset': 'Parcels', 'routes': %s}"
            .formatted(id, routes));
  }
}
