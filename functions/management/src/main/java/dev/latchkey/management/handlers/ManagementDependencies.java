package dev.latchkey.management.handlers;

import dev.latchkey.core.application.KeyFactory;
import dev.latchkey.core.application.NoVault;
import dev.latchkey.core.application.NoticeStore;
import dev.latchkey.core.application.ProvisionDataApi;
import dev.latchkey.core.application.PutNotices;
import dev.latchkey.core.application.SecretVault;
import dev.latchkey.core.application.StackResourceStore;
import dev.latchkey.core.application.Stores;
import dev.latchkey.core.domain.KeyUsage;
import dev.latchkey.core.dynamodb.DynamoDbClients;
import dev.latchkey.core.dynamodb.DynamoDbDataApiStore;
import dev.latchkey.core.dynamodb.DynamoDbEventStore;
import dev.latchkey.core.dynamodb.DynamoDbKeyStore;
import dev.latchkey.core.dynamodb.DynamoDbNoticeStore;
import dev.latchkey.core.dynamodb.DynamoDbStackResourceStore;
import dev.latchkey.core.dynamodb.DynamoDbUsageStore;
import dev.latchkey.core.telemetry.Telemetry;
import dev.latchkey.management.aws.AwsJsonClient;
import dev.latchkey.management.cloudformation.S3ResponseSender;
import dev.latchkey.management.eventbridge.EventBridgeClient;
import dev.latchkey.management.eventbridge.EventBus;
import dev.latchkey.management.secretsmanager.SecretsManagerClient;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The dependencies of handlers. This is the only class that creates clocks, random generators,
 * environments and clients. All handlers of one execution environment share it.
 */
record ManagementDependencies(
    ManagementSettings settings,
    InstantSource clock,
    RandomGenerator random,
    Telemetry telemetry,
    Stores stores,
    SecretVault vault) {
  private static final int A_CENTURY = 36_500;

  private static @Nullable ManagementDependencies shared;

  /**
   * Returns the dependencies of this execution environment.
   *
   * @throws IllegalStateException naming a variable whose value is invalid
   */
  static synchronized ManagementDependencies shared() {
    if (shared == null) {
      shared = of(environment());
    }
    return shared;
  }

  static ManagementDependencies of(EnvironmentVariables environment) {
    return of(environment, DynamoDbClients::forManagement, telemetryOfEnvironment());
  }

  /** Returns dependencies that log nothing and keep no connection to the table. */
  static ManagementDependencies forPriming() {
    return of(environment(), DynamoDbClients::forPriming, ManagementPriming.silent());
  }

  private static ManagementDependencies of(
      EnvironmentVariables environment,
      Function<Map<String, String>, DynamoDbClient> clients,
      Telemetry telemetry) {
    ManagementSettings settings = ManagementSettings.of(environment);
    String table = environment.required("TABLE_NAME");
    int retentionDays = environment.number("RETENTION_DAYS", 0, A_CENTURY);
    int eventRetentionDays = environment.number("EVENT_RETENTION_DAYS", 1, A_CENTURY);
    DynamoDbClient client = clients.apply(System.getenv());
    RandomGenerator random = new SecureRandom();
    return new ManagementDependencies(
        settings,
        clockOfSystem(),
        random,
        telemetry,
        new Stores(
            new DynamoDbKeyStore(client, table, retentionDays, eventRetentionDays),
            new DynamoDbDataApiStore(client, table, retentionDays),
            new DynamoDbEventStore(client, table, eventRetentionDays),
            new DynamoDbUsageStore(client, table, clockOfSystem(), random)),
        vault(environment, settings));
  }

  /** Returns the environment variables of the process. */
  static EnvironmentVariables environment() {
    return new EnvironmentVariables(System.getenv());
  }

  /** Returns the system clock. */
  static InstantSource clockOfSystem() {
    return InstantSource.system();
  }

  /** Returns the function's telemetry. */
  static Telemetry telemetryOfEnvironment() {
    return Telemetry.of(System.getenv(), clockOfSystem());
  }

  /**
   * Returns the event bus of the account.
   *
   * @throws IllegalStateException naming a variable whose value is invalid
   */
  static EventBus eventBus() {
    return new EventBridgeClient(
        client(
            environment().required("AWS_ENDPOINT_URL_EVENTBRIDGE"),
            EventBridgeClient.SERVICE,
            EventBridgeClient.TIMEOUT));
  }

  /** Returns Secrets Manager, if the function delivers secrets. */
  private static SecretVault vault(EnvironmentVariables environment, ManagementSettings settings) {
    String endpoint = environment.text("AWS_ENDPOINT_URL_SECRETS_MANAGER");
    return endpoint.isEmpty()
        ? new NoVault()
        : new SecretsManagerClient(
            client(endpoint, SecretsManagerClient.SERVICE, SecretsManagerClient.TIMEOUT),
            settings.prefixes());
  }

  private static AwsJsonClient client(String endpoint, String service, Duration timeout) {
    Map<String, String> environment = System.getenv();
    return AwsJsonClient.create(
        URI.create(endpoint),
        service,
        DynamoDbClients.region(environment).id(),
        DynamoDbClients.credentials(environment),
        timeout);
  }

  /**
   * Returns the use case that puts notices.
   *
   * @throws IllegalStateException naming a variable whose value is invalid
   */
  static PutNotices notices() {
    EnvironmentVariables environment = environment();
    NoticeStore store =
        new DynamoDbNoticeStore(
            DynamoDbClients.forManagement(System.getenv()), environment.required("TABLE_NAME"));
    return new PutNotices(
        store,
        shared().stores().keys()::find,
        keyId ->
            Optional.ofNullable(shared().stores().usage().find(List.of(keyId)).get(keyId))
                .map(KeyUsage::lastUsedAt),
        ManagementSettings.noticeSchedule(environment));
  }

  /**
   * Returns what provides the data APIs and keys of stacks.
   *
   * @throws IllegalStateException naming a variable whose value is invalid
   */
  static ProvisionDependencies provisioning() {
    EnvironmentVariables environment = environment();
    StackResourceStore resources =
        new DynamoDbStackResourceStore(
            DynamoDbClients.forManagement(System.getenv()), environment.required("TABLE_NAME"));
    return ProvisionDependencies.of(
        shared(),
        ManagementSettings.provisionDomains(environment),
        resources,
        new S3ResponseSender(Duration.ofSeconds(3)),
        ProvisionDataApi.PAUSES);
  }

  RequestPipeline pipeline() {
    return new RequestPipeline(telemetry);
  }

  KeyFactory keyMaker() {
    return new KeyFactory(random, settings.keyPrefix(), settings.limits());
  }
}
