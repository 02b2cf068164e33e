/** DynamoDB on a laptop: the server, the tables of a template, and what the TTL service does. */
@NullMarked
package dev.latchkey.local.dynamodb;

import org.jspecify.annotations.NullMarked;
