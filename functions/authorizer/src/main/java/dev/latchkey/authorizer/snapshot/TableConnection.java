package dev.latchkey.authorizer.snapshot;

import dev.latchkey.core.application.KeyReader;

/**
 * An open connection to the table.
 *
 * @param reader reads from it
 * @param closer closes it
 */
public record TableConnection(KeyReader reader, Runnable closer) {}
