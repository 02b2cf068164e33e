/** Stands in for AWS CloudFormation: it creates the custom resources of a template. */
@NullMarked
package dev.latchkey.local.cloudformation;

import org.jspecify.annotations.NullMarked;
