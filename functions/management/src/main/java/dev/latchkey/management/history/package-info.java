/** The audit log: turns changes of items, as the table's stream delivers them, into events. */
@NullMarked
package dev.latchkey.management.history;

import org.jspecify.annotations.NullMarked;
