package dev.latchkey.tests.architecture.broken.core.dynamodb;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Breaks the rule it is named after. */
record BreaksDynamodbKnowsApplicationAndTheSdk(ObjectMapper known) {}
