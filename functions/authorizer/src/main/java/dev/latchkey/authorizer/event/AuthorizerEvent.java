package dev.latchkey.authorizer.event;

import dev.latchkey.authorizer.event.KeyHeaders.Credential;
import org.jspecify.annotations.Nullable;

/**
 * An authorizer event: the request to authorize.
 *
 * @param format the format of the event
 * @param arn the requested method
 * @param credential the request's credential
 * @param route the route as its API declares it, such as {@code GET /orders/{order_id}}, if the
 *     event has one; not the requested path, which is untrusted
 * @param gatewayRequestId API Gateway's ID of the request, if the event has one. Clients of a REST
 *     API can set it.
 * @param extendedRequestId the request ID that clients cannot set, if the event has one; on HTTP
 *     APIs it is in the field of the other
 */
public record AuthorizerEvent(
    EventFormat format,
    MethodArn arn,
    Credential credential,
    @Nullable String route,
    @Nullable String gatewayRequestId,
    @Nullable String extendedRequestId) {}
