/** A proxy of Secrets Manager that keeps to the roles of functions. */
@NullMarked
package dev.latchkey.testing.secretsmanager;

import org.jspecify.annotations.NullMarked;
