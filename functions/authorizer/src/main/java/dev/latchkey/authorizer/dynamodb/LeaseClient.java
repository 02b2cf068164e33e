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
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Takes leases of quotas with {@code UpdateItem}, the authorizer's only write. An attempt whose
 * outcome is unknown may have been counted. The next attempt takes another lease, and only that one
 * is used.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html">UpdateItem</a>
 */
final class LeaseClient implements LeaseStore {
  private static final int OK = 200;
  private static final int USUAL_REQUEST = 512;

  private static final String FIRST_OR_LEFT = "attribute_not_exists(#used) OR #used <= :most";

  /** Only what was counted can be returned. The item may have been deleted out of band. */
  private static final String RETURNED_AND_LEFT = "#used BETWEEN :returned AND :most";

  /** How long an item stays after its period. */
  private static final Duration RETENTION = Duration.ofDays(1);

  private final Transport transport;
  private final String table;
  private final Attempts attempts;

  /**
   * @param transport the transport; its owner closes it
   * @param table the table's name
   */
  LeaseClient(Transport transport, String table, Attempts attempts) {
    this.transport = transport;
    this.table = table;
    this.attempts = attempts;
  }

  @Override
  public Lease take(
      KeyId keyId, Quota.Window window, long calls, long count, long returned, Deadline deadline) {
    byte[] body = request(keyId, window, calls, count, returned);
    return attempts.run(deadline, () -> attempt(body, deadline));
  }

  private Lease attempt(byte[] body, Deadline deadline) {
    try {
      Transport.Response response = transport.send(Transport.UPDATE_ITEM, body, deadline);
      if (response.status() == OK) {
        DynamoDbJson.check(response);
        return new Lease(true, used(DynamoDbJson.item(response, "Attributes")));
      }
      SdkException error = DynamoDbJson.error(response);
      if (isRefusal(error)) {
        DynamoDbJson.check(response);
        return new Lease(false, used(DynamoDbJson.item(response, "Item")));
      }
      throw error;
    } catch (IOException e) {
      throw SdkClientException.create("UpdateItem got no response.", e);
    }
  }

  private static boolean isRefusal(SdkException error) {
    return error instanceof AwsServiceException service
        && "ConditionalCheckFailedException".equals(service.awsErrorDetails().errorCode());
  }

  private static long used(Optional<Item> item) {
    return item.filter(it -> it.has(Attributes.USED))
        .map(it -> it.number(Attributes.USED))
        .orElse(0L);
  }

  private byte[] request(KeyId keyId, Quota.Window window, long calls, long count, long returned) {
    ItemKey key = ItemKey.ofLimit(keyId, window);
    JsonBuffer json = new JsonBuffer(USUAL_REQUEST).beginObject();
    json.name("TableName").string(table).name("Key").beginObject();
    value(json, Attributes.PK, "S", key.pk());
    value(json, Attributes.SK, "S", key.sk());
    json.endObject().name("UpdateExpression").string("SET #ttl = :ttl ADD #used :count");
    json.name("ConditionExpression").string(returned == 0 ? FIRST_OR_LEFT : RETURNED_AND_LEFT);
    json.name("ExpressionAttributeNames").beginObject();
    json.name("#used").string(Attributes.USED).name("#ttl").string(Attributes.TTL).endObject();
    json.name("ExpressionAttributeValues").beginObject();
    value(json, ":count", "N", Long.toString(count - returned));
    value(json, ":most", "N", Long.toString(calls - count + returned));
    if (returned > 0) {
      value(json, ":returned", "N", Long.toString(returned));
    }
    value(json, ":ttl", "N", Long.toString(window.end().plus(RETENTION).getEpochSecond()));
    json.endObject().name("ReturnValues").string(ReturnValue.UPDATED_NEW.toString());
    json.name("ReturnValuesOnConditionCheckFailure")
        .string(ReturnValuesOnConditionCheckFailure.ALL_OLD.toString());
    return json.endObject().toBytes();
  }

  private static void value(JsonBuffer json, String name, String type, String value) {
    json.name(name).beginObject().name(type).string(value).endObject();
  }
}
