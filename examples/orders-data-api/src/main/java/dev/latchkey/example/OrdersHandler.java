package dev.latchkey.example;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A data API that serves orders: all of them, or one by its {@code order_id}. It checks no key: API
 * Gateway calls it only after the authorizer has allowed the request, and hands over what the
 * authorizer said of the key.
 */
public final class OrdersHandler
    implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
  private static final JsonMapper JSON = new JsonMapper();

  private final JsonNode orders;

  /** Reads the dataset, which is packed with the code. */
  public OrdersHandler() {
    try (var rows = OrdersHandler.class.getResourceAsStream("/orders.json")) {
      orders = JSON.readTree(rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public APIGatewayProxyResponseEvent handleRequest(
      APIGatewayProxyRequestEvent request, Context context) {
    return answer(request);
  }

  APIGatewayProxyResponseEvent answer(APIGatewayProxyRequestEvent request) {
    Map<String, String> path = request.getPathParameters();
    String orderId = path == null ? null : path.get("order_id");
    ObjectNode body = JSON.createObjectNode();
    body.set("served_to", caller(request.getRequestContext().getAuthorizer()));
    if (orderId == null) {
      body.set("orders", orders);
      return answer(200, "application/json", body);
    }
    JsonNode order = order(orderId);
    if (order == null) {
      return answer(404, "application/problem+json", notFound(request));
    }
    body.set("order", order);
    return answer(200, "application/json", body);
  }

  private @Nullable JsonNode order(String orderId) {
    for (JsonNode order : orders) {
      if (order.path("order_id").asText().equals(orderId)) {
        return order;
      }
    }
    return null;
  }

  /** The key's data API and name, from the authorizer's context. */
  private static ObjectNode caller(@Nullable Map<String, Object> authorizer) {
    JsonNode said = JSON.valueToTree(authorizer == null ? Map.of() : authorizer);
    ObjectNode caller = JSON.createObjectNode();
    for (String field : new String[] {"data_api_id", "name"}) {
      caller.put(field, said.path(field).asText());
    }
    return caller;
  }

  private static ObjectNode notFound(APIGatewayProxyRequestEvent request) {
    return JSON.createObjectNode()
        .put("type", "urn:latchkey:problem:not-found")
        .put("title", "Not found")
        .put("status", 404)
        .put("detail", "No such order.")
        .put("instance", request.getRequestContext().getRequestId());
  }

  private static APIGatewayProxyResponseEvent answer(int status, String type, JsonNode body) {
    return new APIGatewayProxyResponseEvent()
        .withStatusCode(status)
        .withHeaders(Map.of("Content-Type", type))
        .withBody(body + "\n");
  }
}
