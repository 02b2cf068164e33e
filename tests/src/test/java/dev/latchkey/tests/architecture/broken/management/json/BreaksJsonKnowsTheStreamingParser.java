package dev.latchkey.tests.architecture.broken.management.json;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Breaks the rule it is named after. */
record BreaksJsonKnowsTheStreamingParser(DynamoDbClient known) {}
