package dev.latchkey.tests.architecture.broken.management.http;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Breaks the rule it is named after. */
record BreaksHttpKnowsCoreJacksonAndLambdaEvents(DynamoDbClient known) {}
