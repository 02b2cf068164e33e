/**
 * The files under {@code events/}: each function's events and answers, through the real serializer
 * and through the real runtime client.
 */
@NullMarked
package dev.latchkey.tests.events;

import org.jspecify.annotations.NullMarked;
