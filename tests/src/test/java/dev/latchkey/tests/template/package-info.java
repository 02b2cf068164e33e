/** What {@code template.yaml} says, held against what the functions do. */
@NullMarked
package dev.latchkey.tests.template;

import org.jspecify.annotations.NullMarked;
