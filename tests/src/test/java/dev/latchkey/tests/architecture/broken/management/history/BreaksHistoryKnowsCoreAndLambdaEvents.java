package dev.latchkey.tests.architecture.broken.management.history;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Breaks the rule it is named after. */
record BreaksHistoryKnowsCoreAndLambdaEvents(ObjectMapper known) {}
