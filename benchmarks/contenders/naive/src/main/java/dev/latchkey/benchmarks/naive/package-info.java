/** The authorizer that a team writes first. */
@NullMarked
package dev.latchkey.benchmarks.naive;

import org.jspecify.annotations.NullMarked;
