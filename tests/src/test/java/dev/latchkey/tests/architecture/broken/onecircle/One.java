package dev.latchkey.tests.architecture.broken.onecircle;

import dev.latchkey.tests.architecture.broken.othercircle.BreaksPackagesFormNoCycles;

/** Breaks the rule it is named after. */
public record One(BreaksPackagesFormNoCycles known) {}
