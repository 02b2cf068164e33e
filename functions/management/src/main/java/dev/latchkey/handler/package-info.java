/** The functions behind the management API, each a sentence, and what they are made of. */
@NullMarked
package dev.latchkey.handler;

import org.jspecify.annotations.NullMarked;
