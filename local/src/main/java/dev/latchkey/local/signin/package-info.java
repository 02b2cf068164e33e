/** A laptop's OpenID Connect provider: four people, four programs of the same names. */
@NullMarked
package dev.latchkey.local.signin;

import org.jspecify.annotations.NullMarked;
