/**
 * The whole of Latchkey over HTTP: the packaged functions of both templates behind the laptop's API
 * Gateway, started once for all tests of this JVM.
 */
@NullMarked
package dev.latchkey.tests.system;

import org.jspecify.annotations.NullMarked;
