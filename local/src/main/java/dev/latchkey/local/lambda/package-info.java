/** Lambda on a laptop: the functions of a stack in a JVM of their own, called by name or ARN. */
@NullMarked
package dev.latchkey.local.lambda;

import org.jspecify.annotations.NullMarked;
