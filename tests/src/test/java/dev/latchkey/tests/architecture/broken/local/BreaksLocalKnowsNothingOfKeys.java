package dev.latchkey.tests.architecture.broken.local;

import dev.latchkey.tests.architecture.broken.key.Known;

/** Breaks the rule it is named after. */
record BreaksLocalKnowsNothingOfKeys(Known known) {}
