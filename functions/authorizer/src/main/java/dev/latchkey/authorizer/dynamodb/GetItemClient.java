package dev.latchkey.authorizer.dynamodb;

import dev.latchkey.core.application.Deadline;
import dev.latchkey.core.application.LeaseStore;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.Quota;
import dev.latchkey.core.dynamodb.item.Attributes;
import dev.latchkey.core.dynamodb.item.Item;
import dev.latchkey.core.dynamodb.item.ItemKey;
import dev.latchkey.core.telemetry.JsonBuffer;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Reads items of one table with {@code GetItem}. The authorizer uses it instead of the SDK's client
 * to reduce latency: the SDK's client loads 1,400 more classes before its first response. Retries
 * and their limits are the same as the SDK's.
 *
 * <p>It also reads two items at once and takes leases of quotas, over the same connection. No class
 * for that is loaded before the first one.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html">GetItem</a>
 */
public final class GetItemClient implements ItemReader, LeaseStore, AutoCloseable {
  private static final int OK = 200;
  private static final int USUAL_REQUEST = 256;

  private final Transport transport;
  private final String table;
  private final Attempts attempts = new Attempts();
  private @Nullable BatchGetItemClient batches;
  private @Nullable LeaseClient leases;

  /**
   * @param transport the transport; closed with this client
   * @param table the table's name
   */
  public GetItemClient(Transport transport, String table) {
    this.transport = transport;
    this.table = table;
  }

  @Override
  public Optional<Item> get(ItemKey key, Deadline deadline) {
    byte[] body = request(table, key);
    return attempts.run(deadline, () -> attempt(body, deadline));
  }

  @Override
  public Map<ItemKey, Item> getBoth(ItemKey one, ItemKey other, Deadline deadline) {
    BatchGetItemClient client = batches;
    if (client == null) {
      client = new BatchGetItemClient(transport, table, attempts);
      batches = client;
    }
    return client.get(one, other, deadline);
  }

  @Override
  public Lease take(
      KeyId keyId, Quota.Window window, long calls, long count, long returned, Deadline deadline) {
    LeaseClient client = leases;
    if (client == null) {
      client = new LeaseClient(transport, table, attempts);
      leases = client;
    }
    return client.take(keyId, window, calls, count, returned, deadline);
  }

  /** Returns the body of a request for an item. */
  static byte[] request(String table, ItemKey key) {
    JsonBuffer json = new JsonBuffer(USUAL_REQUEST).beginObject();
    json.name("TableName").string(table).name("Key").beginObject();
    primaryKey(json, key);
    return json.endObject().name("ConsistentRead").bool(true).endObject().toBytes();
  }

  /** Writes the members of a primary key. */
  static void primaryKey(JsonBuffer json, ItemKey key) {
    json.name(Attributes.PK).beginObject().name("S").string(key.pk()).endObject();
    json.name(Attributes.SK).beginObject().name("S").string(key.sk()).endObject();
  }

  @Override
  public void close() {
    transport.close();
  }

  private Optional<Item> attempt(byte[] body, Deadline deadline) {
    try {
      Transport.Response response = transport.send(Transport.GET_ITEM, body, deadline);
      if (response.status() != OK) {
        throw DynamoDbJson.error(response);
      }
      DynamoDbJson.check(response);
      return DynamoDbJson.item(response, "Item");
    } catch (IOException e) {
      throw SdkClientException.create("GetItem got no response.", e);
    }
  }
}
