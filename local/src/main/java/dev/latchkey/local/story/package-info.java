/** Stories in an IDE's {@code .http} files: read, played, and printed as curl lines. */
@NullMarked
package dev.latchkey.local.story;

import org.jspecify.annotations.NullMarked;
