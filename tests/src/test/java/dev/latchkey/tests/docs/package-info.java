/** What the documents promise is there. */
@NullMarked
package dev.latchkey.tests.docs;

import org.jspecify.annotations.NullMarked;
