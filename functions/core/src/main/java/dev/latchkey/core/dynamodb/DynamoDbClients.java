package dev.latchkey.core.dynamodb;

import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.awscore.endpoints.AccountIdEndpointMode;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.Crc32MismatchException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/**
 * Creates the functions' DynamoDB clients. Region and credentials come from Lambda's environment;
 * {@code AWS_ENDPOINT_URL_DYNAMODB} and {@code AWS_ENDPOINT_URL} are honoured. Each request is
 * attempted at most three times, with short pauses.
 */
public final class DynamoDbClients {
  /**
   * The timeout of one table request of the management functions, including retries. If the table
   * does not respond, the first such request fails and the management request with it.
   */
  public static final Duration MANAGEMENT_REQUEST = Duration.ofMillis(1_400);

  /** The timeout of one attempt of such a request. */
  public static final Duration MANAGEMENT_ATTEMPT = Duration.ofSeconds(1);

  private static final int ATTEMPTS = 3;

  private DynamoDbClients() {}

  /**
   * Returns the client of the management functions.
   *
   * @param environment Lambda's environment variables
   */
  public static DynamoDbClient forManagement(Map<String, String> environment) {
    return builder(environment, MANAGEMENT_ATTEMPT, MANAGEMENT_REQUEST).build();
  }

  /**
   * Returns a client like that of the management functions which closes the connection after each
   * request, so that a snapshot holds none.
   *
   * @param environment Lambda's environment variables
   */
  public static DynamoDbClient forPriming(Map<String, String> environment) {
    return closingConnections(environment, MANAGEMENT_ATTEMPT, MANAGEMENT_REQUEST).build();
  }

  /** Returns the builder of a client that closes the connection after each request. */
  static DynamoDbClientBuilder closingConnections(
      Map<String, String> environment, Duration attempt, Duration request) {
    DynamoDbClientBuilder builder = builder(environment, attempt, request);
    return builder.overrideConfiguration(
        builder.overrideConfiguration().toBuilder().putHeader("Connection", "close").build());
  }

  /**
   * Returns a client builder with these timeouts.
   *
   * @param environment Lambda's environment variables
   * @param attempt the timeout of one attempt
   * @param request the timeout of one request, including retries
   */
  public static DynamoDbClientBuilder builder(
      Map<String, String> environment, Duration attempt, Duration request) {
    return DynamoDbClient.builder()
        .region(region(environment))
        .credentialsProvider(credentials(environment))
        .accountIdEndpointMode(AccountIdEndpointMode.DISABLED)
        .httpClientBuilder(
            UrlConnectionHttpClient.builder().connectionTimeout(attempt).socketTimeout(attempt))
        .overrideConfiguration(
            c ->
                c.apiCallAttemptTimeout(attempt)
                    .apiCallTimeout(request)
                    .retryStrategy(retries())
                    .defaultProfileFile(ProfileFile.aggregator().build()));
  }

  /**
   * Returns the Region from Lambda's environment.
   *
   * @throws IllegalStateException if it is not set
   */
  public static Region region(Map<String, String> environment) {
    String region = environment.get("AWS_REGION");
    if (region == null) {
      throw new IllegalStateException("The environment variable AWS_REGION is not set.");
    }
    return Region.of(region);
  }

  /**
   * Returns the credentials of the function's role. With SnapStart, Lambda provides a credentials
   * endpoint instead of variables with access keys.
   */
  public static AwsCredentialsProvider credentials(Map<String, String> environment) {
    return environment.containsKey("AWS_CONTAINER_CREDENTIALS_FULL_URI")
        ? ContainerCredentialsProvider.create()
        : EnvironmentVariableCredentialsProvider.create();
  }

  /** Returns the retry strategy: which requests are retried, and after which delay. */
  public static RetryStrategy retries() {
    return AwsRetryStrategy.standardRetryStrategy().toBuilder()
        .maxAttempts(ATTEMPTS)
        .retryOnException(Crc32MismatchException.class)
        .backoffStrategy(
            BackoffStrategy.exponentialDelay(Duration.ofMillis(20), Duration.ofMillis(100)))
        .throttlingBackoffStrategy(
            BackoffStrategy.exponentialDelay(Duration.ofMillis(30), Duration.ofMillis(400)))
        .build();
  }
}
