package dev.latchkey.tests.architecture.broken.key;

/** Breaks the rule it is named after. */
public interface Known {}
