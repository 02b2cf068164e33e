/** SAM templates, read and resolved as CloudFormation would for one stack on a laptop. */
@NullMarked
package dev.latchkey.local.template;

import org.jspecify.annotations.NullMarked;
