package dev.latchkey.core.application;

import dev.latchkey.core.domain.FieldValues;

/**
 * A data API to be registered.
 *
 * @param domain the domain that it belongs to
 * @param fields what the operator set
 * @param firstKey its first key, which also names the data API
 */
public record NewDataApi(String domain, FieldValues fields, NewKey firstKey) {}
