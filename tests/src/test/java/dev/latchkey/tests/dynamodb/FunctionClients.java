package dev.latchkey.tests.dynamodb;

import dev.latchkey.authorizer.dynamodb.GetItemClient;
import dev.latchkey.authorizer.dynamodb.GetItemClients;
import dev.latchkey.core.dynamodb.DynamoDbClients;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** The functions' own clients, with their time-outs and tries, for attacks in this JVM. */
@NullMarked
public final class FunctionClients {
  private static final Map<String, String> ENVIRONMENT = Map.of("AWS_REGION", "us-east-1");

  private static final AwsCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

  private FunctionClients() {}

  /** The authorizer's. */
  public static GetItemClient ofAuthorizer(URI endpoint, String table) {
    return GetItemClients.create(
        Map.of("AWS_REGION", "us-east-1", "AWS_ENDPOINT_URL_DYNAMODB", endpoint.toString()),
        CREDENTIALS,
        InstantSource.system(),
        table,
        GetItemClients.ATTEMPT);
  }

  /** Management's. */
  public static DynamoDbClient ofManagement(URI endpoint, ExecutionInterceptor... interceptors) {
    return build(management(), endpoint, interceptors);
  }

  /** Management's, but that each request has all of its tries, however many fail. */
  public static DynamoDbClient withoutQuota(URI endpoint, ExecutionInterceptor... interceptors) {
    DynamoDbClientBuilder builder = management();
    StandardRetryStrategy.Builder retries =
        (StandardRetryStrategy.Builder)
            builder.overrideConfiguration().retryStrategy().orElseThrow().toBuilder();
    builder.overrideConfiguration(
        builder.overrideConfiguration().toBuilder()
            .retryStrategy(retries.circuitBreakerEnabled(false).build())
            .build());
    return build(builder, endpoint, interceptors);
  }

  private static DynamoDbClientBuilder management() {
    return DynamoDbClients.builder(
        ENVIRONMENT, DynamoDbClients.MANAGEMENT_ATTEMPT, DynamoDbClients.MANAGEMENT_REQUEST);
  }

  private static DynamoDbClient build(
      DynamoDbClientBuilder builder, URI endpoint, ExecutionInterceptor... interceptors) {
    return builder
        .endpointOverride(endpoint)
        .credentialsProvider(CREDENTIALS)
        .overrideConfiguration(
            builder.overrideConfiguration().toBuilder()
                .executionInterceptors(java.util.List.of(interceptors))
                .build())
        .build();
  }
}
