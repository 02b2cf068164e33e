/**
 * Authenticates operators by OpenID Connect access tokens: which tokens are accepted, which keys
 * verify them, and which permissions their roles give.
 */
@NullMarked
package dev.latchkey.management.auth;

import org.jspecify.annotations.NullMarked;
