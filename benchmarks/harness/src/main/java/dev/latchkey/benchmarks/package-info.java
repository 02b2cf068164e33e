/**
 * Runs functions in the real runtime client against stand-ins on loopback, and tells what they
 * cost.
 */
@NullMarked
package dev.latchkey.benchmarks;

import org.jspecify.annotations.NullMarked;
