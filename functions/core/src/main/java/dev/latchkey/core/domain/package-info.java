/**
 * What a key is: its text, its secret, its fields, its state and its routes. This package uses the
 * JDK only, and knows neither how requests arrive nor where keys are stored.
 */
@NullMarked
package dev.latchkey.core.domain;

import org.jspecify.annotations.NullMarked;
