package dev.latchkey.tests.architecture.broken.usecase;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Breaks the rule it is named after. */
record BreaksUsecaseKnowsOnlyKey(DynamoDbClient known) {}
