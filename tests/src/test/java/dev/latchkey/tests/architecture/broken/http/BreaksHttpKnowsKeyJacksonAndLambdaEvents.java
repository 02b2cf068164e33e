package dev.latchkey.tests.architecture.broken.http;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Breaks the rule it is named after. */
record BreaksHttpKnowsKeyJacksonAndLambdaEvents(DynamoDbClient known) {}
