/** The IAM policies with which the authorizer answers. */
@NullMarked
package dev.latchkey.authorizer.policy;

import org.jspecify.annotations.NullMarked;
