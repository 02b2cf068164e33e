package dev.latchkey.example;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A data API that serves orders: all of them, or one by its {@code order_id}. The authorizer
 * verifies keys. The function does not rely on API Gateway alone: it rejects requests without the
 * authorizer's context.
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
    return respond(request, context.getFunctionName());
  }

  APIGatewayProxyResponseEvent respond(APIGatewayProxyRequestEvent request, String function) {
    JsonNode caller = caller(request.getRequestContext());
    if (caller.path("key_id").asText().isEmpty()) {
      System.out.println(MissingContext.logLine(function));
      return problem(500, "internal", "Internal error", "The request was not authorized.", request);
    }
    Map<String, String> path = request.getPathParameters();
    String orderId = path == null ? null : path.get("order_id");
    ObjectNode body = JSON.createObjectNode();
    body.set("served_to", servedTo(caller));
    ArrayNode rows = rows(caller.path("claim_region").asText());
    if (orderId == null) {
      body.set("orders", rows);
      return respond(200, "application/json", body);
    }
    JsonNode order = order(orderId, rows);
    if (order == null) {
      return problem(404, "not-found", "Not found", "No such order.", request);
    }
    body.set("order", order);
    return respond(200, "application/json", body);
  }

  /**
   * Returns the orders that a key may see: those of its claim {@code region}, or all without one.
   * The claim comes from the authorizer's context only, never from the request.
   */
  private ArrayNode rows(String region) {
    ArrayNode rows = JSON.createArrayNode();
    for (JsonNode order : orders) {
      if (region.isEmpty() || order.path("region").asText().equals(region)) {
        rows.add(order);
      }
    }
    return rows;
  }

  private static @Nullable JsonNode order(String orderId, ArrayNode rows) {
    for (JsonNode order : rows) {
      if (order.path("order_id").asText().equals(orderId)) {
        return order;
      }
    }
    return null;
  }

  /** Returns the authorizer's context of the key; an empty object without an authorizer. */
  private static JsonNode caller(@Nullable ProxyRequestContext context) {
    Map<String, Object> authorizer = context == null ? null : context.getAuthorizer();
    return JSON.valueToTree(authorizer == null ? Map.of() : authorizer);
  }

  private static ObjectNode servedTo(JsonNode caller) {
    ObjectNode servedTo = JSON.createObjectNode();
    for (String field : new String[] {"data_api_id", "name"}) {
      servedTo.put(field, caller.path(field).asText());
    }
    return servedTo;
  }

  private static APIGatewayProxyResponseEvent problem(
      int status, String type, String title, String detail, APIGatewayProxyRequestEvent request) {
    ProxyRequestContext context = request.getRequestContext();
    return respond(
        status,
        "application/problem+json",
        JSON.createObjectNode()
            .put("type", "urn:latchkey:problem:" + type)
            .put("title", title)
            .put("status", status)
            .put("detail", detail)
            .put("instance", context == null ? null : context.getRequestId()));
  }

  private static APIGatewayProxyResponseEvent respond(int status, String type, JsonNode body) {
    return new APIGatewayProxyResponseEvent()
        .withStatusCode(status)
        .withHeaders(Map.of("Content-Type", type))
        .withBody(body + "\n");
  }
}
