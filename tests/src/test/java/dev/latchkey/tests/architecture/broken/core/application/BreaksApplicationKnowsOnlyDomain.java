package dev.latchkey.tests.architecture.broken.core.application;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Breaks the rule it is named after. */
record BreaksApplicationKnowsOnlyDomain(DynamoDbClient known) {}
