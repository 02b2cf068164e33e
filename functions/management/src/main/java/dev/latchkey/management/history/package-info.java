/** The audit log: describes changes of items, as the table's stream delivers them, as events. */
@NullMarked
package dev.latchkey.management.history;

import org.jspecify.annotations.NullMarked;
