/** The training run from which the authorizer's container image gets its ahead-of-time cache. */
@NullMarked
package dev.latchkey.authorizer.training;

import org.jspecify.annotations.NullMarked;
