package dev.latchkey.tests.architecture.broken.management.handlers;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Breaks the rule it is named after. */
record BreaksOnlyClientsAndDependenciesKnowTheSdk(DynamoDbClient known) {}
