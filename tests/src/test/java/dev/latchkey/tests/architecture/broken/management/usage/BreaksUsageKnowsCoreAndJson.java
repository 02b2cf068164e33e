package dev.latchkey.tests.architecture.broken.management.usage;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Breaks the rule it is named after. */
record BreaksUsageKnowsCoreAndJson(ObjectMapper known) {}
