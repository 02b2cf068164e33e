/** Latchkey on a laptop: two stacks, a database and a sign-in server, started by one command. */
@NullMarked
package dev.latchkey.local;

import org.jspecify.annotations.NullMarked;
