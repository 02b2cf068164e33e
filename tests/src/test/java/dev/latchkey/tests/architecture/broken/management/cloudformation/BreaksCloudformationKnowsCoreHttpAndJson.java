package dev.latchkey.tests.architecture.broken.management.cloudformation;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Breaks the rule it is named after. */
record BreaksCloudformationKnowsCoreHttpAndJson(ObjectMapper known) {}
