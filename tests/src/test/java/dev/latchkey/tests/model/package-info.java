/** What the service should do, stated a second time. It uses nothing of the service. */
@NullMarked
package dev.latchkey.tests.model;

import org.jspecify.annotations.NullMarked;
