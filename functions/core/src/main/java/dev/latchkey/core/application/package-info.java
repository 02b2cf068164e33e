/**
 * The use cases, one class each, with all business rules and field validation, and the ports to the
 * stores of keys, data APIs and events. Depends on the domain and the JDK only.
 */
@NullMarked
package dev.latchkey.core.application;

import org.jspecify.annotations.NullMarked;
