/** Reading and writing JSON (RFC 8259) strictly, on Jackson's streaming parser alone. */
@NullMarked
package dev.latchkey.management.json;

import org.jspecify.annotations.NullMarked;
