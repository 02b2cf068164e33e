package dev.latchkey.authorizer.snapshot;

import dev.latchkey.core.application.KeyReader;

/**
 * An open connection to the table.
 *
 * @param reader reads from the table
 * @param closer closes the connection
 */
public record TableConnection(KeyReader reader, Runnable closer) {}
