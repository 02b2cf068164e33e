/** Publishes the events of the audit log, and notices, on an Amazon EventBridge event bus. */
@NullMarked
package dev.latchkey.management.eventbridge;

import org.jspecify.annotations.NullMarked;
