/** API Gateway on a laptop: serves the API of a stack on loopback as AWS documents it. */
@NullMarked
package dev.latchkey.local.gateway;

import org.jspecify.annotations.NullMarked;
