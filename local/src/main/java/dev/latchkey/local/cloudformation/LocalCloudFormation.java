package dev.latchkey.local.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.latchkey.local.http.LoopbackHost;
import dev.latchkey.local.template.CustomResource;
import dev.latchkey.local.template.LocalAccount;
import dev.latchkey.local.template.Template;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Creates the custom resources of templates by the functions that their {@code ServiceToken} names.
 * The response URLs have the form of S3's. The functions' JVM sends what is put there to this
 * server.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requests.html">Custom
 *     resource request objects</a>
 */
public final class LocalCloudFormation implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BUCKET =
      "https://cloudformation-custom-resource-response-local.s3.amazonaws.com/";

  private final HttpServer server;
  private final Map<String, JsonNode> responses = new ConcurrentHashMap<>();

  /** Invokes a function, and throws if it failed. */
  @FunctionalInterface
  public interface Functions {
    /** Invokes the function with an ARN. */
    void invoke(String arn, byte[] event);
  }

  private LocalCloudFormation() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::receive).getFilters().add(new LoopbackHost());
    server.start();
  }

  /**
   * Starts the server.
   *
   * @throws IOException if it has no port
   */
  public static LocalCloudFormation start() throws IOException {
    return new LocalCloudFormation();
  }

  /** The endpoint for {@code AWS_ENDPOINT_URL_S3}. */
  public URI endpoint() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  /**
   * Creates the custom resources of a template.
   *
   * @throws IllegalStateException with the reason if one is not created
   */
  public void create(Template template, Functions functions) {
    for (CustomResource resource : template.customResources()) {
      ObjectNode event =
          JSON.createObjectNode()
              .put("RequestType", "Create")
              .put("ServiceToken", resource.serviceToken())
              .put(
                  "StackId",
                  LocalAccount.arn("cloudformation", "stack/" + template.stack() + "/local"))
              .put("LogicalResourceId", resource.logicalId())
              .put("ResourceType", resource.type());
      event.set("ResourceProperties", texts(JSON.valueToTree(resource.properties())));
      JsonNode response = send(event, functions);
      if (!response.path("Status").asText().equals("SUCCESS")) {
        throw new IllegalStateException(
            "%s of %s was not created: %s"
                .formatted(
                    resource.logicalId(),
                    template.stack(),
                    response.path("Reason").asText("no response")));
      }
    }
  }

  /**
   * Sends a request with a new ID and a URL for the response. Returns the response, empty if there
   * is none.
   *
   * @param event all other members of the request
   */
  public JsonNode send(ObjectNode event, Functions functions) {
    String id = UUID.randomUUID().toString();
    event.put("RequestId", id).put("ResponseURL", BUCKET + id);
    functions.invoke(
        event.path("ServiceToken").asText(), event.toString().getBytes(StandardCharsets.UTF_8));
    JsonNode response = responses.remove(id);
    return response == null ? JSON.createObjectNode() : response;
  }

  /** CloudFormation sends numbers and truth values as strings. */
  private static JsonNode texts(JsonNode value) {
    if (value instanceof ObjectNode members) {
      ObjectNode texts = JSON.createObjectNode();
      members.properties().forEach(member -> texts.set(member.getKey(), texts(member.getValue())));
      return texts;
    }
    if (value.isArray()) {
      var texts = JSON.createArrayNode();
      value.forEach(element -> texts.add(texts(element)));
      return texts;
    }
    return value.isValueNode() && !value.isNull()
        ? JSON.getNodeFactory().textNode(value.asText())
        : value;
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode response = JSON.readTree(exchange.getRequestBody().readAllBytes());
      responses.put(exchange.getRequestURI().getPath().substring(1), response);
      exchange.sendResponseHeaders(200, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
