/**
 * What operators and apps do with keys: one class per verb that decides something. It knows what a
 * key is and the ports, nothing of AWS or HTTP.
 */
@NullMarked
package dev.latchkey.core.application;

import org.jspecify.annotations.NullMarked;

