package dev.latchkey.tests.architecture.broken.core.domain;

/** Breaks the rule it is named after. */
public interface Known {}
