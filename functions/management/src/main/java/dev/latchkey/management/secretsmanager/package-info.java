/** Stores keys in AWS Secrets Manager. */
@NullMarked
package dev.latchkey.management.secretsmanager;

import org.jspecify.annotations.NullMarked;
