package dev.latchkey.local.dynamodb;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** The tables that templates define, as they stand in a {@link LocalDynamoDb}. */
public final class Tables {
  private final LocalDynamoDb database;
  private final DynamoDbClient client;

  public Tables(LocalDynamoDb database) {
    this.database = database;
    this.client = database.direct();
  }

  /**
   * Makes a table from the resolved {@code Properties} of an {@code AWS::DynamoDB::Table}, or
   * brings one that is there up to them: its indexes and its stream. TTL is left to {@link #sweep}.
   *
   * @throws IllegalStateException if the table is there with another key
   */
  public void create(String name, Map<String, Object> properties) {
    TableDefinition wanted = new TableDefinition(properties);
    find(name)
        .ifPresentOrElse(
            table -> update(table, wanted), () -> client.createTable(wanted.createTable(name)));
  }

  /**
   * Deletes what has expired by {@code now} if the table's definition turns TTL on.
   *
   * @return how many items were deleted
   */
  public int sweep(String name, Map<String, Object> properties, Instant now) {
    return new TableDefinition(properties)
        .ttlAttribute()
        .map(attribute -> database.sweep(name, attribute, now))
        .orElse(0);
  }

  private Optional<TableDescription> find(String name) {
    boolean exists = client.listTablesPaginator().tableNames().stream().anyMatch(name::equals);
    return exists
        ? Optional.of(client.describeTable(r -> r.tableName(name)).table())
        : Optional.empty();
  }

  private void update(TableDescription table, TableDefinition wanted) {
    if (!table.keySchema().equals(wanted.keySchema())) {
      throw new IllegalStateException(
          "The table " + table.tableName() + " is there with another key than the template's");
    }
    if (wanted.stream() != null && table.latestStreamArn() == null) {
      client.updateTable(r -> r.tableName(table.tableName()).streamSpecification(wanted.stream()));
    }
    new Indexes(client, table).bringTo(wanted);
  }
}
