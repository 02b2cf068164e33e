package dev.latchkey.authorizer.dynamodb;

import dev.latchkey.core.application.Deadline;
import dev.latchkey.core.dynamodb.item.Attributes;
import dev.latchkey.core.dynamodb.item.Item;
import dev.latchkey.core.dynamodb.item.ItemKey;
import dev.latchkey.core.telemetry.JsonBuffer;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Reads two items of one table with {@code BatchGetItem}. If DynamoDB leaves an item unprocessed,
 * both are read again.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html">BatchGetItem</a>
 */
final class BatchGetItemClient {
  private static final int OK = 200;
  private static final int USUAL_REQUEST = 384;

  private final Transport transport;
  private final String table;
  private final Attempts attempts;

  /**
   * @param transport the transport; its owner closes it
   * @param table the table's name
   */
  BatchGetItemClient(Transport transport, String table, Attempts attempts) {
    this.transport = transport;
    this.table = table;
    this.attempts = attempts;
  }

  /** Returns the items that exist, by their primary keys. */
  Map<ItemKey, Item> get(ItemKey one, ItemKey other, Deadline deadline) {
    byte[] body = request(one, other);
    return attempts.run(deadline, () -> attempt(body, deadline));
  }

  private Map<ItemKey, Item> attempt(byte[] body, Deadline deadline) {
    try {
      Transport.Response response = transport.send(Transport.BATCH_GET_ITEM, body, deadline);
      if (response.status() != OK) {
        throw DynamoDbJson.error(response);
      }
      DynamoDbJson.check(response);
      Map<ItemKey, Item> items = new HashMap<>();
      for (Item item : DynamoDbJson.items(response)) {
        items.put(new ItemKey(item.text(Attributes.PK), item.text(Attributes.SK)), item);
      }
      return items;
    } catch (IOException e) {
      throw SdkClientException.create("BatchGetItem got no response.", e);
    }
  }

  private byte[] request(ItemKey one, ItemKey other) {
    JsonBuffer json = new JsonBuffer(USUAL_REQUEST).beginObject();
    json.name("RequestItems").beginObject().name(table).beginObject();
    json.name("Keys").beginArray().beginObject();
    GetItemClient.primaryKey(json, one);
    json.endObject().beginObject();
    GetItemClient.primaryKey(json, other);
    json.endObject().endArray().name("ConsistentRead").bool(true);
    return json.endObject().endObject().endObject().toBytes();
  }
}
