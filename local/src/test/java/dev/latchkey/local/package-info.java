/** What tests of the stand-in share. */
@NullMarked
package dev.latchkey.local;

import org.jspecify.annotations.NullMarked;
