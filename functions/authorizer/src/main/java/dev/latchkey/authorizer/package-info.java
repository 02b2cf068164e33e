/**
 * The function in front of the data APIs: an event of API Gateway in, a policy out. It uses a
 * streaming reader and a small writer of JSON, since each class and each allocation here is felt on
 * every request.
 */
@NullMarked
package dev.latchkey.authorizer;

import org.jspecify.annotations.NullMarked;
