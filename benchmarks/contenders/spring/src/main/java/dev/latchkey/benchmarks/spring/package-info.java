/** A small function that reads one item, built on Spring Boot. */
@NullMarked
package dev.latchkey.benchmarks.spring;

import org.jspecify.annotations.NullMarked;
