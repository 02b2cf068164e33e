/** A data API that serves a small dataset and is protected by Latchkey's authorizer. */
@NullMarked
package dev.latchkey.example;

import org.jspecify.annotations.NullMarked;
