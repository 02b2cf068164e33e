package dev.latchkey.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** A function's answer to a proxy integration, read as a response. */
final class ProxyResponse {
  private static final int LEAST_STATUS = 200;
  private static final int MOST_STATUS = 599;

  private ProxyResponse() {}

  /**
   * The response; of {@code headers} and {@code multiValueHeaders} with the same name the latter
   * counts.
   *
   * @param decode whether an answer that says {@code isBase64Encoded} is decoded
   * @throws IllegalArgumentException if the answer is malformed
   */
  static ClientResponse read(JsonNode answer, boolean decode) {
    Headers headers = new Headers();
    JsonNode multi = object(answer, "multiValueHeaders");
    for (Map.Entry<String, JsonNode> entry : object(answer, "headers").properties()) {
      if (!has(multi, entry.getKey())) {
        headers.add(entry.getKey(), text(entry.getValue()));
      }
    }
    for (Map.Entry<String, JsonNode> entry : multi.properties()) {
      if (!entry.getValue().isArray()) {
        throw new IllegalArgumentException("multiValueHeaders holds more than lists");
      }
      entry.getValue().forEach(value -> headers.add(entry.getKey(), text(value)));
    }
    return new ClientResponse(status(answer.path("statusCode")), headers, body(answer, decode));
  }

  private static int status(JsonNode code) {
    int status = code.isIntegralNumber() || code.isTextual() ? code.asInt() : 0;
    if (status < LEAST_STATUS || status > MOST_STATUS) {
      throw new IllegalArgumentException("it has no statusCode");
    }
    return status;
  }

  private static byte[] body(JsonNode answer, boolean decode) {
    JsonNode body = answer.path("body");
    if (body.isMissingNode() || body.isNull()) {
      return new byte[0];
    }
    if (!body.isTextual()) {
      throw new IllegalArgumentException("its body is no string");
    }
    return decode && answer.path("isBase64Encoded").asBoolean()
        ? Base64.getDecoder().decode(body.asText())
        : body.asText().getBytes(StandardCharsets.UTF_8);
  }

  private static JsonNode object(JsonNode answer, String name) {
    JsonNode object = answer.path(name);
    if (object.isMissingNode() || object.isNull()) {
      return GatewayJson.object();
    }
    if (!object.isObject()) {
      throw new IllegalArgumentException(name + " is no object");
    }
    return object;
  }

  private static boolean has(JsonNode multi, String name) {
    return multi.properties().stream().anyMatch(e -> e.getKey().equalsIgnoreCase(name));
  }

  private static String text(JsonNode value) {
    if (value.isContainerNode()) {
      throw new IllegalArgumentException("headers holds more than strings");
    }
    return value.asText();
  }
}
