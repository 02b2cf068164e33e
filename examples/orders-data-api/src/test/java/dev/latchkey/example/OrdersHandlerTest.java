package dev.latchkey.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the orders API with and without the authorizer's context. */
class OrdersHandlerTest {
  private static APIGatewayProxyResponseEvent invoke(@Nullable Map<String, String> path) {
    return invoke(
        path, context(Map.of("key_id", "k", "data_api_id", "orders", "name", "Mobile \"app\"")));
  }

  private static APIGatewayProxyResponseEvent invoke(
      @Nullable Map<String, String> path, @Nullable ProxyRequestContext context) {
    var request = new APIGatewayProxyRequestEvent();
    request.setPathParameters(path);
    request.setRequestContext(context);
    return new OrdersHandler().respond(request, "orders-function");
  }

  private static ProxyRequestContext context(@Nullable Map<String, Object> authorizer) {
    var context = new ProxyRequestContext();
    context.setRequestId("c6af9ac6-7b61-11e6-9a41-93e8deadbeef");
    context.setAuthorizer(authorizer);
    return context;
  }

  @Nested
  class Status200 {
    @Test
    void allOrdersAreServedToTheKeyThatAsked() {
      var response = invoke(null);
      assertThat(response.getStatusCode()).isEqualTo(200);
      assertThat(response.getBody())
          .startsWith("{\"served_to\":{\"data_api_id\":\"orders\",\"name\":\"Mobile \\\"app\\\"\"}")
          .contains("\"order_id\":\"1001\"", "\"order_id\":\"1008\"");
    }

    @Test
    void oneOrderIsServedByItsId() {
      var response = invoke(Map.of("order_id", "1003"));
      assertThat(response.getStatusCode()).isEqualTo(200);
      assertThat(response.getBody()).contains("Atelier Nord").doesNotContain("1001");
    }
  }

  @Nested
  class Regions {
    private final ProxyRequestContext us =
        context(
            Map.of("key_id", "k", "data_api_id", "orders", "name", "app", "claim_region", "us"));

    @Test
    void onlyTheOrdersOfTheKeysRegionAreServed() {
      assertThat(served(null, request -> {})).containsExactly("1001", "1004", "1005");
      assertThat(invoke(Map.of("order_id", "1001"), us).getStatusCode()).isEqualTo(200);
      assertThat(invoke(Map.of("order_id", "1003"), us).getStatusCode()).isEqualTo(404);
    }

    @Test
    void aRegionWithoutOrdersHasNone() {
      var nowhere = context(Map.of("key_id", "k", "claim_region", "nowhere"));
      assertThat(orderIds(invoke(null, nowhere).getBody())).isEmpty();
    }

    @Test
    void noPartOfTheRequestOverridesTheClaim() {
      Map<String, String> eu = Map.of("claim_region", "eu", "region", "eu");
      Map<String, List<String>> both =
          Map.of("claim_region", List.of("eu"), "region", List.of("eu"));
      List<Consumer<APIGatewayProxyRequestEvent>> overrides =
          List.of(
              request -> request.setQueryStringParameters(eu),
              request -> request.setMultiValueQueryStringParameters(both),
              request -> request.setHeaders(eu),
              request -> request.setMultiValueHeaders(both),
              request -> request.setStageVariables(eu),
              request -> request.setBody("{\"claim_region\": \"eu\", \"region\": \"eu\"}"));
      for (Consumer<APIGatewayProxyRequestEvent> override : overrides) {
        assertThat(served(null, override)).containsExactly("1001", "1004", "1005");
      }
      assertThat(served(eu, request -> {})).containsExactly("1001", "1004", "1005");
    }

    private List<String> served(
        @Nullable Map<String, String> path, Consumer<APIGatewayProxyRequestEvent> change) {
      var request = new APIGatewayProxyRequestEvent();
      request.setPathParameters(path);
      request.setRequestContext(us);
      change.accept(request);
      return orderIds(new OrdersHandler().respond(request, "orders-function").getBody());
    }

    private static List<String> orderIds(String body) {
      try {
        return new JsonMapper().readTree(body).path("orders").findValuesAsText("order_id");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Nested
  class Status404 {
    @Test
    void anUnknownOrderIsNotFound() {
      var response = invoke(Map.of("order_id", "9999"));
      assertThat(response.getStatusCode()).isEqualTo(404);
      assertThat(response.getHeaders()).containsEntry("Content-Type", "application/problem+json");
      assertThat(response.getBody())
          .contains("\"instance\":\"c6af9ac6-7b61-11e6-9a41-93e8deadbeef\"")
          .doesNotContain("9999");
    }
  }

  @Nested
  class Status500 {
    static Stream<@Nullable ProxyRequestContext> withoutAuthorizer() {
      return Stream.of(
          null,
          new ProxyRequestContext(),
          context(Map.of()),
          context(Map.of("principalId", "user", "integrationLatency", 5)),
          context(Map.of("key_id", "")));
    }

    @ParameterizedTest
    @MethodSource("withoutAuthorizer")
    void aRequestWithoutTheAuthorizersContextIsNotServed(@Nullable ProxyRequestContext context) {
      for (Map<String, String> path : Arrays.asList(null, Map.of("order_id", "1003"))) {
        var response = invoke(path, context);
        assertThat(response.getStatusCode()).isEqualTo(500);
        assertThat(response.getHeaders()).containsEntry("Content-Type", "application/problem+json");
        assertThat(response.getBody())
            .contains("\"type\":\"urn:latchkey:problem:internal\"")
            .doesNotContain("order");
      }
    }

    @Test
    void itIsCountedInAMetric() throws IOException {
      var out = new ByteArrayOutputStream();
      PrintStream before = System.out;
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      try {
        invoke(null, new ProxyRequestContext());
      } finally {
        System.setOut(before);
      }
      JsonNode line = new JsonMapper().readTree(out.toString(StandardCharsets.UTF_8));
      assertThat(line.path("no_authorizer_context").asInt()).isEqualTo(1);
      assertThat(line.path("function").asText()).isEqualTo("orders-function");
      assertThat(line.at("/_aws/Timestamp").asLong()).isPositive();
      assertThat(line.at("/_aws/CloudWatchMetrics/0"))
          .isEqualTo(
              new JsonMapper()
                  .readTree(
                      """
                      {"Namespace": "DataApi", "Dimensions": [["function"]],
                       "Metrics": [{"Name": "no_authorizer_context", "Unit": "Count"}]}
                      """));
    }
  }
}
