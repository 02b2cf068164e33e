package dev.latchkey.authorizer;

import dev.latchkey.key.KeyReader;

/**
 * An open connection to the table.
 *
 * @param reader reads from it
 * @param closer closes it
 */
record Connection(KeyReader reader, Runnable closer) {}
