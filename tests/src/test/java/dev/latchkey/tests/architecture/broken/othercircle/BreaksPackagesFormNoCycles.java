package dev.latchkey.tests.architecture.broken.othercircle;

import dev.latchkey.tests.architecture.broken.onecircle.One;

/** Breaks the rule it is named after. */
public record BreaksPackagesFormNoCycles(One known) {}
