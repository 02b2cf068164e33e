package dev.latchkey.dynamodb;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.awscore.endpoints.AccountIdEndpointMode;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.Crc32MismatchException;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.GeneratedPartitionMetadataProvider;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/**
 * The clients of DynamoDB that the functions use: Region and credentials as Lambda gives them, and
 * time-outs, of which the SDK has none of its own. The SDK itself reads {@code
 * AWS_ENDPOINT_URL_DYNAMODB}.
 */
public final class DynamoDbClients {
  private static final int TRIES = 3;
  static final Duration TRY_OF_AUTHORIZER = Duration.ofMillis(300);

  private DynamoDbClients() {}

  /**
   * The authorizer's, which only gets items: someone waits for each millisecond. 300 ms a try.
   *
   * @param environment Lambda's variables
   * @param clock the time in signatures
   */
  public static DynamoDbClient forAuthorizer(Map<String, String> environment, InstantSource clock) {
    return getItemClient(environment, credentials(environment), clock, TRY_OF_AUTHORIZER);
  }

  static DynamoDbClient getItemClient(
      Map<String, String> environment,
      AwsCredentialsProvider credentials,
      InstantSource clock,
      Duration eachTry) {
    Region region = region(environment);
    return new GetItemClient(
        new CrtTransport(
            new CrtConnections(eachTry),
            endpoint(environment, region),
            region.id(),
            credentials,
            clock),
        retries());
  }

  /** As the SDK's own clients find it. */
  static URI endpoint(Map<String, String> environment, Region region) {
    String configured =
        environment.getOrDefault("AWS_ENDPOINT_URL_DYNAMODB", environment.get("AWS_ENDPOINT_URL"));
    if (configured != null) {
      return URI.create(configured);
    }
    PartitionMetadata partition =
        new GeneratedPartitionMetadataProvider().partitionMetadata(region);
    return URI.create("https://dynamodb." + region.id() + '.' + partition.dnsSuffix());
  }

  /**
   * Management's: 1 s a try.
   *
   * @param environment Lambda's variables
   */
  public static DynamoDbClient forManagement(Map<String, String> environment) {
    return managementBuilder(environment).build();
  }

  static DynamoDbClientBuilder managementBuilder(Map<String, String> environment) {
    return builder(environment, Duration.ofSeconds(1));
  }

  /**
   * A client of three tries with short pauses between them. All the tries of all the requests of a
   * call are bound by its {@link Deadline}.
   *
   * @param environment Lambda's variables
   * @param eachTry how long one try may take, its connection included
   */
  static DynamoDbClientBuilder builder(Map<String, String> environment, Duration eachTry) {
    return DynamoDbClient.builder()
        .region(region(environment))
        .credentialsProvider(credentials(environment))
        .accountIdEndpointMode(AccountIdEndpointMode.DISABLED)
        .httpClientBuilder(CrtHttpClient.builder(eachTry))
        .overrideConfiguration(
            c -> c.retryStrategy(retries()).defaultProfileFile(ProfileFile.aggregator().build()));
  }

  private static Region region(Map<String, String> environment) {
    String region = environment.get("AWS_REGION");
    if (region == null) {
      throw new IllegalStateException("The environment variable AWS_REGION is not set.");
    }
    return Region.of(region);
  }

  /** SnapStart gives a function this endpoint, and then no keys in its environment. */
  private static AwsCredentialsProvider credentials(Map<String, String> environment) {
    return environment.containsKey("AWS_CONTAINER_CREDENTIALS_FULL_URI")
        ? ContainerCredentialsProvider.create()
        : EnvironmentVariableCredentialsProvider.create();
  }

  static RetryStrategy retries() {
    return new TimelyRetries(
        AwsRetryStrategy.standardRetryStrategy().toBuilder()
            .maxAttempts(TRIES)
            .retryOnException(Crc32MismatchException.class)
            .backoffStrategy(
                BackoffStrategy.exponentialDelay(Duration.ofMillis(20), Duration.ofMillis(100)))
            .throttlingBackoffStrategy(
                BackoffStrategy.exponentialDelay(Duration.ofMillis(30), Duration.ofMillis(400)))
            .build());
  }
}
