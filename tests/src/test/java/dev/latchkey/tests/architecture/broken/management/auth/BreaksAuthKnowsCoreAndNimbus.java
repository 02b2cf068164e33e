package dev.latchkey.tests.architecture.broken.management.auth;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Breaks the rule it is named after. */
record BreaksAuthKnowsCoreAndNimbus(ObjectMapper known) {}
