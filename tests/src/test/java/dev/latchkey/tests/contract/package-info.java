/** openapi.yaml against itself, the template, the docs and the code. */
@NullMarked
package dev.latchkey.tests.contract;

import org.jspecify.annotations.NullMarked;
