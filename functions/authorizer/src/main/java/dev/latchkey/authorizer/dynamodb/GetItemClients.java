package dev.latchkey.authorizer.dynamodb;

import dev.latchkey.core.dynamodb.DynamoDbClients;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.GeneratedPartitionMetadataProvider;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/** Creates the authorizer's client. */
public final class GetItemClients {
  /** The timeout of one attempt. */
  public static final Duration ATTEMPT = Duration.ofMillis(300);

  private GetItemClients() {}

  /**
   * Returns a client for the DynamoDB endpoint in Lambda's environment. An attempt takes at most
   * 300 ms.
   *
   * @param environment Lambda's environment variables
   * @param clock the time in signatures
   * @param table the table's name
   */
  public static GetItemClient create(
      Map<String, String> environment, InstantSource clock, String table) {
    return create(environment, DynamoDbClients.credentials(environment), clock, table, ATTEMPT);
  }

  /**
   * Returns a client with other credentials and timeouts.
   *
   * @param attempt the timeout of one attempt
   */
  public static GetItemClient create(
      Map<String, String> environment,
      AwsCredentialsProvider credentials,
      InstantSource clock,
      String table,
      Duration attempt) {
    Region region = DynamoDbClients.region(environment);
    return new GetItemClient(
        new CrtTransport(
            new CrtConnections(endpoint(environment, region), attempt),
            region.id(),
            credentials,
            clock),
        table);
  }

  /** Returns the endpoint that the SDK's clients would use. */
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
}
