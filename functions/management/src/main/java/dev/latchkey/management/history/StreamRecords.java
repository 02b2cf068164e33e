package dev.latchkey.management.history;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.Identity;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.latchkey.core.dynamodb.item.Item;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Converts stream records from Lambda's event format. */
public final class StreamRecords {
  private StreamRecords() {}

  /** Returns the item change in a record. */
  public static ItemChange of(DynamodbStreamRecord event) {
    StreamRecord change = event.getDynamodb();
    return new ItemChange(
        item(change.getOldImage()),
        item(change.getNewImage()),
        change.getSequenceNumber(),
        change.getApproximateCreationDateTime().toInstant(),
        isTtl(event.getUserIdentity()));
  }

  private static boolean isTtl(@Nullable Identity identity) {
    return identity != null
        && "Service".equals(identity.getType())
        && "dynamodb.amazonaws.com".equals(identity.getPrincipalId());
  }

  private static Item item(@Nullable Map<String, AttributeValue> image) {
    return new Item(image == null ? new HashMap<>() : map(image));
  }

  private static Map<String, Object> map(Map<String, AttributeValue> image) {
    Map<String, Object> values = new HashMap<>();
    image.forEach((name, value) -> values.put(name, plain(value)));
    return values;
  }

  private static Object plain(AttributeValue value) {
    if (value.getS() != null) {
      return value.getS();
    }
    if (value.getN() != null) {
      return new BigDecimal(value.getN());
    }
    if (value.getM() != null) {
      return map(value.getM());
    }
    if (value.getL() != null) {
      return value.getL().stream().map(StreamRecords::plain).toList();
    }
    if (value.getB() != null) {
      return bytes(value.getB());
    }
    if (value.getBOOL() != null) {
      return value.getBOOL();
    }
    if (value.getSS() != null) {
      return new LinkedHashSet<>(value.getSS());
    }
    if (value.getNS() != null) {
      return new LinkedHashSet<>(value.getNS());
    }
    return value.getBS() == null ? Item.NULL : new LinkedHashSet<>(value.getBS());
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
