package dev.latchkey.authorizer.event;

import dev.latchkey.core.application.KeyHeaders.Credential;
import dev.latchkey.core.domain.IpAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An authorizer event: the request to authorize.
 *
 * @param format the format of the event
 * @param arn the requested method
 * @param credential the request's credential
 * @param sourceIp the client's address, if the event has one
 * @param isPrivate whether the API is private, so that the address is one in its VPC
 * @param route the route as its API declares it, such as {@code GET /orders/{order_id}}, if the
 *     event has one; not the requested path, which is untrusted
 * @param gatewayRequestId API Gateway's ID of the request, if the event has one. Clients of a REST
 *     API can set it.
 * @param extendedRequestId the request ID that clients cannot set, if the event has one; on HTTP
 *     APIs it is in the field of the other
 */
public record AuthorizerEvent(
    Format format,
    MethodArn arn,
    Credential credential,
    @Nullable String sourceIp,
    boolean isPrivate,
    @Nullable String route,
    @Nullable String gatewayRequestId,
    @Nullable String extendedRequestId) {

  /** Returns whether the event has the client's address. */
  public boolean hasAddress() {
    return sourceIp != null && IpAddress.parse(sourceIp) != null;
  }

  /**
   * The formats of events: those of API Gateway, and that of the schedule that keeps the snapshot
   * active.
   */
  public enum Format {
    /** From a REST API's authorizer of type REQUEST, with all headers. */
    REST,
    /** From a REST API's authorizer of type TOKEN, with the value of one header. */
    TOKEN,
    /** From an HTTP API's authorizer, payload format 1.0. */
    HTTP_1,
    /** From an HTTP API's authorizer, payload format 2.0. */
    HTTP_2,
    /** The daily ping, which keeps the snapshot active. */
    PING;

    /**
     * Returns the format for an event's {@code type} and {@code version}; {@code null} if there is
     * none.
     */
    public static @Nullable Format of(@Nullable String type, @Nullable String version) {
      if ("REQUEST".equals(type)) {
        return version == null ? REST : ofVersion(version);
      }
      if ("TOKEN".equals(type)) {
        return TOKEN;
      }
      return "PING".equals(type) ? PING : null;
    }

    /** Returns whether a refusal is a Deny policy. HTTP APIs support nothing else. */
    public boolean refusesByPolicy() {
      return this == HTTP_1 || this == HTTP_2;
    }

    /** Returns the word that logs use. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Format ofVersion(String version) {
      return switch (version) {
        case "1.0" -> HTTP_1;
        case "2.0" -> HTTP_2;
        default -> null;
      };
    }
  }
}
