/** Functions that tests deploy. */
@NullMarked
package dev.latchkey.local.handlers;

import org.jspecify.annotations.NullMarked;
