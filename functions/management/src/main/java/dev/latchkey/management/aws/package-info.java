/** Sends requests to services of AWS that use its JSON protocol. */
@NullMarked
package dev.latchkey.management.aws;

import org.jspecify.annotations.NullMarked;
