package dev.latchkey.tests.system;

import static dev.latchkey.tests.system.Fixtures.engineer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.tests.system.Fixtures.Made;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Registering, listing, seeing, editing and deleting data APIs. */
final class DataApisTest {

  @Nested
  final class Status200 {
    @Test
    void aRegisteredOneIsSeenAndListed() {
      Made dataApi = Fixtures.dataApi();
      RecordedResponse seen = engineer().get(dataApi.dataApiPath()).expect(200);
      assertThat(seen.text("data_api_id")).isEqualTo(dataApi.dataApiId());
      assertThat(seen.text("/routes/0/stage")).isEqualTo("*");
      assertThat(
              engineer().get("/v1/data-apis?limit=1").expect(200).text("/data_apis/0/data_api_id"))
          .isEqualTo(dataApi.dataApiId());
    }

    @Test
    void routesAreReplacedWhole() {
      Made dataApi = Fixtures.dataApi();
      RecordedResponse edited =
          engineer()
              .patch(
                  dataApi.dataApiPath(),
                  "{'description': 'new', 'routes': [{'api_id': 'one'}, {'api_id': 'two', 'method': 'GET'}]}")
              .expect(200);
      assertThat(edited.json().path("routes")).hasSize(2);
      assertThat(edited.text("description")).isEqualTo("new");
      RecordedResponse cleared =
          engineer().patch(dataApi.dataApiPath(), "{'description': null}").expect(200);
      assertThat(cleared.json().has("description")).isFalse();
      assertThat(cleared.json().path("routes")).hasSize(2);
      assertThat(engineer().patch(dataApi.dataApiPath(), "{}").expect(200).json())
          .isEqualTo(cleared.json());
    }

    @Test
    void routesOfAnotherDataApiAreWarnedOf() {
      Made one = Fixtures.dataApi();
      String routes = "[{'api_id': 'api-of-%s', 'method': 'GET'}]".formatted(one.dataApiId());
      String id = Fixtures.newId();
      RecordedResponse registered =
          engineer()
              .post(
                  "/v1/data-apis",
                  "{'data_api_id': '%s', 'domain': 'd', 'dataset': 's', 'routes': %s}"
                      .formatted(id, routes))
              .expect(201);
      assertThat(registered.text("/warnings/0")).contains(one.dataApiId());
      RecordedResponse edited =
          engineer().patch("/v1/data-apis/" + id, "{'routes': %s}".formatted(routes)).expect(200);
      assertThat(edited.text("/warnings/0")).contains(one.dataApiId());
    }
  }

  @Nested
  final class Status201 {
    @Test
    void theFirstKeyMayBeSpokenFor() {
      String id = Fixtures.newId();
      RecordedResponse registered =
          engineer()
              .post(
                  "/v1/data-apis",
                  ("{'data_api_id': '%s', 'domain': 'd', 'dataset': 's', 'routes': [{'api_id': '%s'}],"
                          + " 'key': {'name': 'mine', 'description': 'first', 'expires_at': '%s'}}")
                      .formatted(id, id, Fixtures.inDays(30)))
              .expect(201);
      assertThat(registered.text("/key/name")).isEqualTo("mine");
      assertThat(registered.text("/key/description")).isEqualTo("first");
      assertThat(registered.header("Location")).isEqualTo("/v1/data-apis/" + id);
    }
  }

  @Nested
  final class Status404 {
    @ParameterizedTest
    @CsvSource({"GET,", "PATCH, {}", "PATCH, {'description': 'x'}", "DELETE,"})
    void anUnknownOneIsNotFound(String method, String body) {
      engineer().send(method, "/v1/data-apis/not-there", body).expect(404, "not-found");
    }

    @ParameterizedTest
    @CsvSource({"GET,", "PATCH, {}", "PATCH, {'description': 'x'}", "DELETE,"})
    void aDeletedOneIsNotFound(String method, String body) {
      Made dataApi = Fixtures.revoked();
      engineer().delete(dataApi.dataApiPath()).expect(204);
      engineer().send(method, dataApi.dataApiPath(), body).expect(404, "not-found");
    }
  }

  @Nested
  final class Status409 {
    @Test
    void anIdIsTakenAndOnceDeletedItIsItsDomains() {
      Made dataApi = Fixtures.revoked();
      String again = ManagementRequests.newDataApi(dataApi.dataApiId());
      String elsewhere = again.replace("sales", "logistics");
      engineer().post("/v1/data-apis", again).expect(409, "data-api-exists");
      engineer().delete(dataApi.dataApiPath()).expect(204);
      engineer().post("/v1/data-apis", elsewhere).expect(409, "data-api-exists");
      engineer().post("/v1/data-apis", again).expect(201);
    }

    @Test
    void oneWithAnActiveKeyIsNotDeleted() {
      engineer().delete(Fixtures.dataApi().dataApiPath()).expect(409, "data-api-in-use");
    }
  }
}
