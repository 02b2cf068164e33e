package dev.latchkey.tests.architecture.broken.handler;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Breaks the rule it is named after. */
record BreaksOnlyDynamodbAndTheWiringKnowTheSdk(DynamoDbClient known) {}
