package dev.latchkey.local.dynamodb;

import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.shared.access.AmazonDynamoDBLocal;
import java.lang.reflect.Field;
import java.util.Map;

/**
 * DynamoDB Local's request handler over a database that is already open.
 *
 * <p>The original opens its own and keeps it to itself; sweeping and streams need the same one.
 */
final class OneDatabase extends LocalDynamoDBRequestHandler {
  private static final int AUTHORITY = 0;
  private static final String SHARED = "shared-local-instance";

  OneDatabase(AmazonDynamoDBLocal database) {
    super(AUTHORITY, true, null, true, false);
    try {
      Field handlers = LocalDynamoDBRequestHandler.class.getDeclaredField("dbRequestHandlers");
      handlers.setAccessible(true);
      @SuppressWarnings("unchecked")
      Map<String, AmazonDynamoDBLocal> byName =
          (Map<String, AmazonDynamoDBLocal>) handlers.get(this);
      byName.put(SHARED, database);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This is not the DynamoDB Local that is expected", e);
    }
  }
}
