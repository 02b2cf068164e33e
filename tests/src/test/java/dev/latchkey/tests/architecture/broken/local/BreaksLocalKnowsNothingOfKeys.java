package dev.latchkey.tests.architecture.broken.local;

import dev.latchkey.tests.architecture.broken.core.domain.Known;

/** Breaks the rule it is named after. */
record BreaksLocalKnowsNothingOfKeys(Known known) {}
