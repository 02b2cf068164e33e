/** A laptop's OpenID Connect provider: six people, six programs of the same names. */
@NullMarked
package dev.latchkey.local.signin;

import org.jspecify.annotations.NullMarked;
