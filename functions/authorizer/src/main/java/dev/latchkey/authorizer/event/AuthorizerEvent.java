package dev.latchkey.authorizer.event;

import org.jspecify.annotations.Nullable;

/**
 * What there is to decide.
 *
 * @param shape the form in which we were asked
 * @param arn what was called
 * @param credential the key that was presented
 * @param route the route as its API declares it, such as {@code GET /orders/{order_id}}, if the
 *     event has one; never the path that was sent, which may hold anything
 * @param gatewayRequestId API Gateway's ID of the request, if the event has one. Clients of a REST
 *     API can set it.
 * @param extendedRequestId the ID that no client can set, if the event has one; HTTP APIs have it
 *     in the place of the other
 */
public record AuthorizerEvent(
    EventFormat shape,
    MethodArn arn,
    Credential credential,
    @Nullable String route,
    @Nullable String gatewayRequestId,
    @Nullable String extendedRequestId) {}
