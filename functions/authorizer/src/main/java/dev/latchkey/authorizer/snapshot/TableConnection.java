package dev.latchkey.authorizer.snapshot;

import dev.latchkey.core.application.KeyReader;
import dev.latchkey.core.application.LeaseStore;

/**
 * An open connection to the table.
 *
 * @param reader reads from the table
 * @param leases counts requests of keys with a quota
 * @param closer closes the connection
 */
public record TableConnection(KeyReader reader, LeaseStore leases, Runnable closer) {}
