/** A data API: rows of a small dataset, behind Latchkey's authorizer. */
@NullMarked
package dev.latchkey.example;

import org.jspecify.annotations.NullMarked;
