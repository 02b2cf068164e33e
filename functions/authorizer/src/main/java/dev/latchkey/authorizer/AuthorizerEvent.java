package dev.latchkey.authorizer;

import org.jspecify.annotations.Nullable;

/**
 * What there is to decide.
 *
 * @param shape the form in which we were asked
 * @param arn what was called
 * @param presented the key that was presented
 * @param gatewayRequestId API Gateway's id of the request, if the event has one
 */
record AuthorizerEvent(
    Shape shape, CalledArn arn, Presented presented, @Nullable String gatewayRequestId) {}
