/** CloudWatch Logs: the lines of functions, and the functions that subscribe to them. */
@NullMarked
package dev.latchkey.local.logs;

import org.jspecify.annotations.NullMarked;
