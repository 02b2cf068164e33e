package dev.latchkey.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The orders API, as API Gateway calls it once the authorizer has said yes. */
class OrdersHandlerTest {
  private static APIGatewayProxyResponseEvent call(@Nullable Map<String, String> path) {
    var request = new APIGatewayProxyRequestEvent();
    request.setPathParameters(path);
    var context = new ProxyRequestContext();
    context.setRequestId("c6af9ac6-7b61-11e6-9a41-93e8deadbeef");
    context.setAuthorizer(Map.of("data_api_id", "orders", "name", "Mobile \"app\""));
    request.setRequestContext(context);
    return new OrdersHandler().answer(request);
  }

  @Nested
  class Status200 {
    @Test
    void allOrdersAreServedToTheKeyThatAsked() {
      var answer = call(null);
      assertThat(answer.getStatusCode()).isEqualTo(200);
      assertThat(answer.getBody())
          .startsWith("{\"served_to\":{\"data_api_id\":\"orders\",\"name\":\"Mobile \\\"app\\\"\"}")
          .contains("\"order_id\":\"1001\"", "\"order_id\":\"1008\"");
    }

    @Test
    void oneOrderIsServedByItsId() {
      var answer = call(Map.of("order_id", "1003"));
      assertThat(answer.getStatusCode()).isEqualTo(200);
      assertThat(answer.getBody()).contains("Atelier Nord").doesNotContain("1001");
    }
  }

  @Nested
  class Status404 {
    @Test
    void anUnknownOrderIsNotFound() {
      var answer = call(Map.of("order_id", "9999"));
      assertThat(answer.getStatusCode()).isEqualTo(404);
      assertThat(answer.getHeaders()).containsEntry("Content-Type", "application/problem+json");
      assertThat(answer.getBody())
          .contains("\"instance\":\"c6af9ac6-7b61-11e6-9a41-93e8deadbeef\"")
          .doesNotContain("9999");
    }
  }
}
