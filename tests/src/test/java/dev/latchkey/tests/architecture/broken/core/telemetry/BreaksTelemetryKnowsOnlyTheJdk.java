package dev.latchkey.tests.architecture.broken.core.telemetry;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Breaks the rule it is named after. */
record BreaksTelemetryKnowsOnlyTheJdk(ObjectMapper known) {}
