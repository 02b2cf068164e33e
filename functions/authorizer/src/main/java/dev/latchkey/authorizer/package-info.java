/**
 * The Lambda authorizer of data APIs: it turns an event from API Gateway into a policy. It loads
 * few classes and allocates little, since both add latency to requests.
 */
@NullMarked
package dev.latchkey.authorizer;

import org.jspecify.annotations.NullMarked;
