/** Proves that templates mean on a laptop what they mean on AWS. */
@NullMarked
package dev.latchkey.local.template;

import org.jspecify.annotations.NullMarked;
