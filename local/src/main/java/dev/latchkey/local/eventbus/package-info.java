/** Amazon EventBridge's part in a stack: an event bus that prints, and schedules. */
@NullMarked
package dev.latchkey.local.eventbus;

import org.jspecify.annotations.NullMarked;
