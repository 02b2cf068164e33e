package dev.latchkey.tests.architecture.broken.management.aws;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Breaks the rule it is named after. */
record BreaksAwsKnowsJsonAndTheSdk(ObjectMapper known) {}
