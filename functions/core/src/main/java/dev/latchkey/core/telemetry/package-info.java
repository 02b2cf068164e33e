/**
 * What a function tells of its work: one line of JSON for each request, with metrics in
 * CloudWatch's embedded metric format. It never holds a secret, a header's value, a query or a
 * body.
 */
@NullMarked
package dev.latchkey.core.telemetry;

import org.jspecify.annotations.NullMarked;

