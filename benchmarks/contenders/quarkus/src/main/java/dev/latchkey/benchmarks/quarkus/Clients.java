package dev.latchkey.benchmarks.quarkus;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The clients that are injected. */
class Clients {

  @Produces
  @ApplicationScoped
  DynamoDbClient dynamoDb() {
    return DynamoDbClient.create();
  }
}
