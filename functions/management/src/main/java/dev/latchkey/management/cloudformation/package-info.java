/** Reads AWS CloudFormation's requests about custom resources, and sends the responses. */
@NullMarked
package dev.latchkey.management.cloudformation;

import org.jspecify.annotations.NullMarked;
