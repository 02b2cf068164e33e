/** DynamoDB as the functions meet it on AWS: behind IAM, and able to fail. */
@NullMarked
package dev.latchkey.testing.dynamodb;

import org.jspecify.annotations.NullMarked;
