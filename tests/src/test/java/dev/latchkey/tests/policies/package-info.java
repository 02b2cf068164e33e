/** The functions' roles, held in front of the table as IAM holds them in front of DynamoDB. */
@NullMarked
package dev.latchkey.tests.policies;

import org.jspecify.annotations.NullMarked;
