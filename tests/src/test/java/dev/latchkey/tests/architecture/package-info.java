/** What each package may know, and a case that breaks each rule. */
@NullMarked
package dev.latchkey.tests.architecture;

import org.jspecify.annotations.NullMarked;
