/**
 * The use cases, one class each, with all business rules and checks of fields, and the ports behind
 * which keys, data APIs and events are stored. It uses the domain and the JDK only.
 */
@NullMarked
package dev.latchkey.core.application;

import org.jspecify.annotations.NullMarked;
