package dev.latchkey.tests.architecture.broken.management.eventbridge;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Breaks the rule it is named after. */
record BreaksEventbridgeKnowsCoreHistoryAndHttp(ObjectMapper known) {}
