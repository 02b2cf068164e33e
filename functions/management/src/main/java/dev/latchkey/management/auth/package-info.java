/**
 * Operators by their OpenID Connect access tokens: which tokens are acceptable, signed by which
 * keys, and what their roles permit.
 */
@NullMarked
package dev.latchkey.management.auth;

import org.jspecify.annotations.NullMarked;
