/** Proves the gateway against what AWS documents, with functions in a JVM of their own. */
@NullMarked
package dev.latchkey.local.gateway;

import org.jspecify.annotations.NullMarked;
