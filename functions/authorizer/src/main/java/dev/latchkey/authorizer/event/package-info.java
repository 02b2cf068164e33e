/** The events that API Gateway sends to an authorizer, and the credentials in them. */
@NullMarked
package dev.latchkey.authorizer.event;

import org.jspecify.annotations.NullMarked;
