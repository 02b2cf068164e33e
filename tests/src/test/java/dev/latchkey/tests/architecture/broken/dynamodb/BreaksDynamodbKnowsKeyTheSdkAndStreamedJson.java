package dev.latchkey.tests.architecture.broken.dynamodb;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Breaks the rule it is named after. */
record BreaksDynamodbKnowsKeyTheSdkAndStreamedJson(ObjectMapper known) {}
