/** {@code docs/api.html}: the contract as a page to read, made of {@code openapi.yaml}. */
@NullMarked
package dev.latchkey.tests.page;

import org.jspecify.annotations.NullMarked;
