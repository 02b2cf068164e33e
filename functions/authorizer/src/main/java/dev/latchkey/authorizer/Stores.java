package dev.latchkey.authorizer;

import dev.latchkey.key.DataApiLookup;
import dev.latchkey.key.KeyStore;

/**
 * An open way to keys and data APIs.
 *
 * @param keys where keys are kept
 * @param dataApis where data APIs are kept
 * @param closer shuts it
 */
record Stores(KeyStore keys, DataApiLookup dataApis, Runnable closer) {}
