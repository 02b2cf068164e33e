package dev.latchkey.tests.system;

import static dev.latchkey.tests.system.Fixtures.engineer;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.tests.system.Fixtures.Made;
import dev.latchkey.tests.system.ManagementRequests.Needs;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** R33: operators whose roles are for one domain. The requests here are for the domain sales. */
final class DomainsTest {
  private static final Set<ManagementRequests> LISTS =
      EnumSet.of(ManagementRequests.LIST_KEYS, ManagementRequests.LIST_DATA_APIS);

  private static final Pattern COUNTED = Pattern.compile("\"route_overlaps\":([0-9]+)");

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
      if (request == ManagementRequests.LIST_EVENTS) {
        assertThat(response.expect(200).json().path("events"))
            .allMatch(event -> event.path("domain").asText().equals("logistics"));
      } else if (request == ManagementRequests.CHANGE_KEYS) {
        assertThat(response.expect(200).text("/results/0/problem/type"))
            .isEqualTo("urn:latchkey:problem:not-found");
      } else if (LISTS.contains(request)) {
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
    Fixtures.eventually(
        () -> sales.get("/v1/events?data_api_id=" + ours.dataApiId()).expect(200).exchange().body(),
        body -> body.contains(ours.keyId()));
    Fixtures.eventually(
        () -> logistics.get("/v1/events").expect(200).exchange().body(),
        body -> body.contains(theirs) && !body.contains("\"domain\":\"sales\""));
    for (String filter : new String[] {"domain=sales", "data_api_id=" + ours.dataApiId()}) {
      assertThat(logistics.get("/v1/events?" + filter).expect(200).exchange().body())
          .isEqualTo(logistics.get("/v1/events?domain=missing").expect(200).exchange().body());
    }
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
    bothHistoriesNameTheRoute(own, id);
  }

  @Test
  void twoRegistrationsAtOnceOnARouteAreNoticed() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int i = 0; i < 5; i++) {
        List<String> ids = List.of(Fixtures.newId(), Fixtures.newId());
        String routes = "[{'api_id': '%s', 'path': '/raced'}]".formatted(ids.get(0));
        CyclicBarrier start = new CyclicBarrier(2);
        long before = countedOverlaps();
        List<RecordedResponse> responses = new ArrayList<>();
        for (Future<RecordedResponse> each :
            threads.invokeAll(
                List.of(
                    at(start, () -> post(sales, ids.get(0), "sales", routes)),
                    at(start, () -> post(logistics, ids.get(1), "logistics", routes))))) {
          responses.add(each.get());
        }
        if (responses.stream().allMatch(response -> response.status() == 201)) {
          bothHistoriesNameTheRoute(ids.get(0), ids.get(1));
          Fixtures.eventually(DomainsTest::countedOverlaps, counted -> counted >= before + 2);
        } else {
          assertThat(responses).extracting(RecordedResponse::status).contains(201, 409);
          responses.stream()
              .filter(response -> response.status() == 409)
              .forEach(response -> response.expect(409, "route-taken"));
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aChangeOutOfBandThatSharesARouteIsNoticed() {
    Made first = Fixtures.dataApi();
    Made second = Fixtures.dataApi();
    long before = countedOverlaps();
    Map<String, AttributeValue> about =
        requireNonNull(
                Fixtures.LATCHKEY
                    .direct()
                    .getItem(r -> r.tableName(Fixtures.LATCHKEY.table()).key(itemOf(first)))
                    .item()
                    .get("about"))
            .m();
    AttributeValue routes = requireNonNull(about.get("routes"));
    Fixtures.LATCHKEY
        .direct()
        .updateItem(
            r ->
                r.tableName(Fixtures.LATCHKEY.table())
                    .key(itemOf(second))
                    .updateExpression("SET about.routes = :routes")
                    .expressionAttributeValues(Map.of(":routes", routes)));
    bothHistoriesNameTheRoute(first.dataApiId(), second.dataApiId());
    Fixtures.eventually(DomainsTest::countedOverlaps, counted -> counted >= before + 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sale", "sales-eu", "sales_"})
  void aDomainThatBeginsAlikeIsAnotherOne(String domain) {
    String id = Fixtures.newId();
    String routes = "[{'api_id': '%s'}]".formatted(id);
    String keyId = post(engineer(), id, domain, routes).expect(201).text("/key/key_id");
    sales.get("/v1/keys/" + keyId).expect(404, "not-found");
    sales.get("/v1/data-apis/" + id).expect(404, "not-found");
    assertThat(sales.get("/v1/keys").expect(200).exchange().body()).doesNotContain(keyId);
    assertThat(sales.get("/v1/data-apis").expect(200).exchange().body())
        .doesNotContain('"' + id + '"');
    post(sales, Fixtures.newId(), domain, routes).expect(403, "forbidden");
  }

  @Test
  void aCursorContinuesWithTheRolesOfItsRequest() {
    register(logistics, Fixtures.newId(), "[{'api_id': 'older'}]");
    String older = Fixtures.dataApi().dataApiId();
    String newer = Fixtures.dataApi().dataApiId();
    String cursor = engineer().get("/v1/data-apis?limit=1").expect(200).text("next_cursor");
    String rest = "/v1/data-apis?limit=1000&cursor=" + cursor;
    assertThat(sales.get(rest).expect(200).exchange().body())
        .contains('"' + older + '"')
        .doesNotContain("\"logistics\"", '"' + newer + '"');
    assertThat(logistics.get(rest).expect(200).exchange().body())
        .contains("\"logistics\"")
        .doesNotContain("\"sales\"");
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
    return post(client, id, "logistics", routes);
  }

  private static RecordedResponse post(Client client, String id, String domain, String routes) {
    return client.post(
        "/v1/data-apis",
        "{'data_api_id': '%s', 'domain': '%s', 'dataset': 'Parcels', 'routes': %s}"
            .formatted(id, domain, routes));
  }

  private static Callable<RecordedResponse> at(
      CyclicBarrier start, Callable<RecordedResponse> request) {
    return () -> {
      start.await();
      return request.call();
    };
  }

  private static Map<String, AttributeValue> itemOf(Made made) {
    return Fixtures.item("API#" + made.dataApiId(), "API");
  }

  private static void bothHistoriesNameTheRoute(String one, String other) {
    for (String id : List.of(one, other)) {
      Fixtures.eventually(
          () -> engineer().get("/v1/data-apis/" + id + "/events").exchange().body(),
          body -> body.contains("overlapping_routes"));
    }
  }

  /** The sum of the metric for shared routes so far. */
  private static long countedOverlaps() {
    return SuiteFiles.ofThisJvm().lines(SuiteFiles.LOG).stream()
        .map(COUNTED::matcher)
        .filter(Matcher::find)
        .mapToLong(found -> Long.parseLong(found.group(1)))
        .sum();
  }
}
