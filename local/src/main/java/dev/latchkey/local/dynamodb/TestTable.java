package dev.latchkey.local.dynamodb;

import dev.latchkey.local.template.Template;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A table of a test's own, defined by a resource of the project's {@code template.yaml}, in memory,
 * in one server for the whole JVM. Nothing needs to be closed.
 *
 * <pre>{@code
 * private static final TestTable TABLE = TestTable.fromTemplate("KeyTable");
 * }</pre>
 *
 * @param name the table's name, its own in this JVM
 * @param properties the resource's {@code Properties}
 */
public record TestTable(String name, Map<String, Object> properties) {
  private static final AtomicInteger COUNT = new AtomicInteger();

  /**
   * A new table as the resource {@code logicalId} of the {@code template.yaml} above defines it.
   */
  public static TestTable fromTemplate(String logicalId) {
    return fromTemplate(logicalId, logicalId + "-" + COUNT.incrementAndGet());
  }

  /**
   * A new table as the resource {@code logicalId} of the {@code template.yaml} above defines it.
   *
   * @param name the table's name, which no other table of this JVM has
   */
  public static TestTable fromTemplate(String logicalId, String name) {
    Map<String, Object> properties = properties(logicalId);
    new Tables(server()).create(name, properties);
    return new TestTable(name, properties);
  }

  /** A client over HTTP that all test tables of this JVM share. */
  public DynamoDbClient client() {
    return Shared.CLIENT;
  }

  /** Where the server listens, for clients of one's own. */
  public URI endpoint() {
    return server().endpoint();
  }

  /** The server that all test tables of this JVM share. */
  public static LocalDynamoDb server() {
    return Shared.SERVER;
  }

  /**
   * Deletes what has expired by {@code now}, as the TTL service does; nothing else does in a test.
   *
   * @return how many items were deleted
   */
  public int sweep(Instant now) {
    return new Tables(server()).sweep(name, properties, now);
  }

  private static Map<String, Object> properties(String logicalId) {
    Path file = templateAbove(Path.of("").toAbsolutePath());
    Template template = Template.load(file, "test", Map.of());
    Map<String, Object> properties = template.resources("AWS::DynamoDB::Table").get(logicalId);
    if (properties == null) {
      throw new IllegalArgumentException(file + " has no table " + logicalId);
    }
    return properties;
  }

  private static Path templateAbove(Path start) {
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      Path template = folder.resolve("template.yaml");
      if (Files.exists(template)) {
        return template;
      }
    }
    throw new IllegalStateException("There is no template.yaml in " + start + " or above");
  }

  private static final class Shared {
    static final LocalDynamoDb SERVER = LocalDynamoDb.inMemory();
    static final DynamoDbClient CLIENT = SERVER.client();
  }
}
