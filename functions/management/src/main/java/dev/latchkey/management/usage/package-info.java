/** Adds up the requests of keys from the authorizer's log lines. */
@NullMarked
package dev.latchkey.management.usage;

import org.jspecify.annotations.NullMarked;
