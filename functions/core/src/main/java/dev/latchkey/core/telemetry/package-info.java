/**
 * Logs and metrics: one line of JSON for each request, with metrics in CloudWatch's embedded metric
 * format. A line never contains a secret, a header's value, a query or a body.
 */
@NullMarked
package dev.latchkey.core.telemetry;

import org.jspecify.annotations.NullMarked;
