/** What every HTTP server of the local stack checks. */
@NullMarked
package dev.latchkey.local.http;

import org.jspecify.annotations.NullMarked;
