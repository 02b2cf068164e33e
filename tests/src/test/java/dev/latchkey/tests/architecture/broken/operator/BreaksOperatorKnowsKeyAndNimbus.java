package dev.latchkey.tests.architecture.broken.operator;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Breaks the rule it is named after. */
record BreaksOperatorKnowsKeyAndNimbus(ObjectMapper known) {}
