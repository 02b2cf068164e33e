/** The front door's events of a Lambda function URL, and its responses. */
@NullMarked
package dev.latchkey.authorizer.frontdoor;

import org.jspecify.annotations.NullMarked;
