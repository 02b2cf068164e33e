package dev.latchkey.local.dynamodb;

import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import com.amazonaws.services.dynamodbv2.local.shared.access.LocalDBClient;
import com.amazonaws.services.dynamodbv2.local.shared.access.sqlite.SQLiteDBAccess;
import com.amazonaws.services.dynamodbv2.local.shared.jobs.JobsRegister;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Logger;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * DynamoDB Local inside this JVM, served on a free port of the loopback address.
 *
 * <p>All credentials and Regions see the same tables. Nothing is reported to anyone: its telemetry
 * belongs to launchers that are not used here. Its own TTL job stays idle; see {@link TimeToLive}.
 */
public final class LocalDynamoDb implements AutoCloseable {
  private static final List<Logger> NOISE =
      List.of(Logger.getLogger("com.almworks.sqlite4java"), Logger.getLogger("com.amazonaws"));

  static {
    NOISE.forEach(logger -> logger.setUseParentHandlers(false));
  }

  private final ExecutorService jobs = Executors.newCachedThreadPool(LocalDynamoDb::daemon);
  private final SQLiteDBAccess store;
  private final LocalDBClient database;
  private final Server server;
  private final ServerConnector connector;

  private LocalDynamoDb(SQLiteDBAccess store) {
    this.store = store;
    this.database = new LocalDBClient(store, new JobsRegister(jobs, false));
    this.server = new Server();
    this.connector = new ServerConnector(server, 1, 1);
    connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
    server.addConnector(connector);
    server.setHandler(
        new LoopbackHandler(new LocalDynamoDBServerHandler(new OneDatabase(database), null)));
    try {
      server.start();
    } catch (Exception e) {
      close();
      throw new IllegalStateException("DynamoDB Local does not start", e);
    }
  }

  /** A server whose tables are gone with it. */
  public static LocalDynamoDb inMemory() {
    return new LocalDynamoDb(new SQLiteDBAccess());
  }

  /**
   * A server whose tables stay in {@code folder}, also after {@code kill -9}.
   *
   * @throws UncheckedIOException if the folder cannot be made
   * @throws DamagedDatabaseException if its file is not what was written
   */
  public static LocalDynamoDb onDisk(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new LocalDynamoDb(DatabaseFile.open(folder.resolve("dynamodb.db")));
  }

  /** Where the server listens, for {@code AWS_ENDPOINT_URL_DYNAMODB}. */
  public URI endpoint() {
    return URI.create("http://" + connector.getHost() + ":" + connector.getLocalPort());
  }

  /** A new client of this server over HTTP, as a function has it; to be closed by the caller. */
  public DynamoDbClient client() {
    return DynamoDbClient.builder()
        .endpointOverride(endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClientBuilder(Apache5HttpClient.builder().maxConnections(200))
        .build();
  }

  /** The tables' streams, read without a network. */
  public DynamoDbStreamsClient streams() {
    return database.dynamoDbStreamsClient();
  }

  /**
   * The ARN of a table's present stream.
   *
   * @throws IllegalArgumentException if the table has none
   */
  public String streamArn(String table) {
    String arn = direct().describeTable(r -> r.tableName(table)).table().latestStreamArn();
    if (arn == null) {
      throw new IllegalArgumentException("The table " + table + " has no stream");
    }
    return arn;
  }

  /**
   * Deletes what a table's TTL attribute says has ended by {@code now}, as the TTL service does.
   *
   * @return how many items were deleted
   */
  public int sweep(String table, String ttlAttribute, Instant now) {
    return new TimeToLive(database.dynamoDbClient(), store).sweep(table, ttlAttribute, now);
  }

  /** The tables without a network, for what only this package does. */
  public DynamoDbClient direct() {
    return database.dynamoDbClient();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local does not stop", e);
    } finally {
      database.shutdownNow();
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "dynamodb-local-job");
    thread.setDaemon(true);
    return thread;
  }
}
