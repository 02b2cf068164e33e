/**
 * What runs in the functions' JVM: loads handlers as the managed Java runtime does and serves
 * Lambda's Invoke API. It uses the JDK and the runtime's own two libraries, nothing else.
 */
@NullMarked
package dev.latchkey.local.lambda.host;

import org.jspecify.annotations.NullMarked;
