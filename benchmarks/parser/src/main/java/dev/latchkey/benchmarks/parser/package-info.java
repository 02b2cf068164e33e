/** What it costs to read a key. */
@NullMarked
package dev.latchkey.benchmarks.parser;

import org.jspecify.annotations.NullMarked;
