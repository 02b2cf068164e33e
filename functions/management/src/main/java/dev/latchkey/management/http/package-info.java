/**
 * Requests from and responses to API Gateway's proxy integration: how fields are read, how keys
 * look in JSON, and which problem each exception becomes.
 */
@NullMarked
package dev.latchkey.management.http;

import org.jspecify.annotations.NullMarked;
