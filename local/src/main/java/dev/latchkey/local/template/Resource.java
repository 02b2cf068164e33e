package dev.latchkey.local.template;

/**
 * A resource of a stack.
 *
 * @param properties its {@code Properties}, with the globals for its type
 */
record Resource(String logicalId, String type, Value properties) {}
