/** What tests of more than one module share. */
@NullMarked
package dev.latchkey.tests;

import org.jspecify.annotations.NullMarked;
