/** The console in a real browser, as a person uses it, before the whole stack. */
@NullMarked
package dev.latchkey.tests.browser;

import org.jspecify.annotations.NullMarked;
