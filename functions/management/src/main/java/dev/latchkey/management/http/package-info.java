/**
 * API Gateway's proxy events as requests and answers of the management API: what a request may be,
 * what a key looks like in JSON, and which problem each refusal is.
 */
@NullMarked
package dev.latchkey.management.http;

import org.jspecify.annotations.NullMarked;

