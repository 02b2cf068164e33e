/** The IAM policies that the authorizer returns. */
@NullMarked
package dev.latchkey.authorizer.policy;

import org.jspecify.annotations.NullMarked;
