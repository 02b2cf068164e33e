package dev.latchkey.core.application;

import dev.latchkey.core.domain.FieldValues;

/**
 * A data API to be registered.
 *
 * @param domain its domain
 * @param fields the fields that the operator set
 * @param firstKey its first key, which also carries the data API's ID
 */
public record NewDataApi(String domain, FieldValues fields, NewKey firstKey) {}
