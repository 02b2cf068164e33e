/** A laptop's event source mapping: brings the changes of a table to a function, as Lambda does. */
@NullMarked
package dev.latchkey.local.stream;

import org.jspecify.annotations.NullMarked;
