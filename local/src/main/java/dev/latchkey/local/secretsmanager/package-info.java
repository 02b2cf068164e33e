/** A stand-in for AWS Secrets Manager. */
@NullMarked
package dev.latchkey.local.secretsmanager;

import org.jspecify.annotations.NullMarked;
