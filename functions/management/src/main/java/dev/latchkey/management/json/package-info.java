/** Strict reading and writing of JSON (RFC 8259) with Jackson's streaming parser. */
@NullMarked
package dev.latchkey.management.json;

import org.jspecify.annotations.NullMarked;
