/** The functions behind the management API, each a sentence, and what they are made of. */
@NullMarked
package dev.latchkey.management.handlers;

import org.jspecify.annotations.NullMarked;

