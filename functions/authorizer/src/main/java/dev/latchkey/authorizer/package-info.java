/**
 * The authorizer of data APIs: an event of API Gateway in, a policy out. Every class that is loaded
 * and every byte that is allocated here is paid for by each request.
 */
@NullMarked
package dev.latchkey.authorizer;

import org.jspecify.annotations.NullMarked;
