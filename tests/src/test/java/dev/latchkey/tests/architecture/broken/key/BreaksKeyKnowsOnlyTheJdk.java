package dev.latchkey.tests.architecture.broken.key;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Breaks the rule it is named after. */
record BreaksKeyKnowsOnlyTheJdk(ObjectMapper known) {}
