package dev.latchkey.authorizer.frontdoor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/**
 * Sample events of a function URL from Lambda's documentation, with the fields that are skipped.
 */
public final class SampleUrlEvents {
  public static final String SENDER = "192.0.2.1";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode event;

  private SampleUrlEvents(String method, String path) {
    event =
        JSON.createObjectNode()
            .put("version", "2.0")
            .put("routeKey", "$default")
            .put("rawPath", path)
            .put("rawQueryString", "a=1");
    event.putArray("cookies").add("session=1");
    event.putObject("headers").put("accept", "*/*").put("x-forwarded-proto", "https");
    event.putObject("queryStringParameters").put("a", "1");
    ObjectNode context = event.putObject("requestContext").put("accountId", "anonymous");
    context
        .putObject("http")
        .put("method", method)
        .put("path", path)
        .put("protocol", "HTTP/1.1")
        .put("sourceIp", SENDER)
        .put("userAgent", "agent");
    context.put("requestId", "of-the-url").put("stage", "$default").put("timeEpoch", 1);
    event.put("isBase64Encoded", false);
  }

  /** Returns a request of any kind. */
  public static SampleUrlEvents of(String method, String path) {
    return new SampleUrlEvents(method, path);
  }

  /** Returns {@code POST /v1/verify}. */
  public static SampleUrlEvents verify(String body) {
    return of("POST", "/v1/verify").body(body);
  }

  /** Returns NGINX's question. */
  public static SampleUrlEvents nginx(String dataApiId, String method, String host, String uri) {
    return of("GET", "/v1/forward-auth/nginx/" + dataApiId)
        .header("X-Original-Method", method)
        .header("X-Original-URI", uri)
        .header("X-Forwarded-Host", host);
  }

  /** Returns Caddy's or Traefik's question. */
  public static SampleUrlEvents forwarded(
      String dataApiId, String method, String host, String uri) {
    return of("GET", "/v1/forward-auth/forwarded/" + dataApiId)
        .header("X-Forwarded-Method", method)
        .header("X-Forwarded-Uri", uri)
        .header("X-Forwarded-Host", host);
  }

  /** Returns Envoy's question. */
  public static SampleUrlEvents envoy(String dataApiId, String method, String host, String path) {
    return of(method, "/v1/forward-auth/envoy/" + dataApiId + path)
        .header("X-Forwarded-Host", host);
  }

  /** Sets a header; a function URL delivers names in lower case. */
  public SampleUrlEvents header(String name, String value) {
    event.withObject("/headers").put(name.toLowerCase(Locale.ROOT), value);
    return this;
  }

  /** Sets the sender's address. */
  SampleUrlEvents sender(String address) {
    event.withObject("/requestContext/http").put("sourceIp", address);
    return this;
  }

  SampleUrlEvents without(String name) {
    event.withObject("/headers").remove(name.toLowerCase(Locale.ROOT));
    return this;
  }

  public SampleUrlEvents key(String key) {
    return header("X-Api-Key", key);
  }

  public SampleUrlEvents body(String body) {
    event.put("body", body);
    return this;
  }

  public SampleUrlEvents bodyInBase64(String body) {
    event.put("isBase64Encoded", true);
    return body(Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8)));
  }

  public byte[] bytes() {
    try {
      return JSON.writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
