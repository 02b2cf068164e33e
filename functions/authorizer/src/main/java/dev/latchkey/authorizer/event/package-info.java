/**
 * The events by which API Gateway calls an authorizer, and the credential that a request carries.
 */
@NullMarked
package dev.latchkey.authorizer.event;

import org.jspecify.annotations.NullMarked;
