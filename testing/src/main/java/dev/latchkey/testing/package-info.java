/** Parts that tests of more than one module need. They know neither keys nor functions. */
@NullMarked
package dev.latchkey.testing;

import org.jspecify.annotations.NullMarked;
