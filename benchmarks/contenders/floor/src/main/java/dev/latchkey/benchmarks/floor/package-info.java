/** An empty function: what the runtime itself costs. */
@NullMarked
package dev.latchkey.benchmarks.floor;

import org.jspecify.annotations.NullMarked;
