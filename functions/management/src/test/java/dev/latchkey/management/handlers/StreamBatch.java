package dev.latchkey.management.handlers;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.latchkey.core.dynamodb.item.Item;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A batch of a table's stream, as Lambda delivers it. */
final class StreamBatch {
  private final List<DynamodbStreamRecord> records = new ArrayList<>();

  /** Adds the record of a new item. */
  StreamBatch inserted(String sequenceNumber, Item item) {
    DynamodbStreamRecord record = new DynamodbStreamRecord();
    record.setEventName("INSERT");
    record.setDynamodb(
        new StreamRecord()
            .withSequenceNumber(sequenceNumber)
            .withApproximateCreationDateTime(Date.from(Instant.ofEpochSecond(1_795_251_600L)))
            .withNewImage(map(item.values())));
    records.add(record);
    return this;
  }

  DynamodbEvent event() {
    DynamodbEvent event = new DynamodbEvent();
    event.setRecords(records);
    return event;
  }

  private static Map<String, AttributeValue> map(Map<?, ?> values) {
    Map<String, AttributeValue> map = new HashMap<>();
    values.forEach((name, value) -> map.put((String) name, value(value)));
    return map;
  }

  private static AttributeValue value(Object value) {
    AttributeValue attribute = new AttributeValue();
    if (value instanceof String text) {
      return attribute.withS(text);
    }
    if (value instanceof BigDecimal number) {
      return attribute.withN(number.toPlainString());
    }
    if (value instanceof Boolean truth) {
      return attribute.withBOOL(truth);
    }
    if (value instanceof byte[] bytes) {
      return attribute.withB(ByteBuffer.wrap(bytes));
    }
    return value instanceof Map<?, ?> members
        ? attribute.withM(map(members))
        : attribute.withL(((List<?>) value).stream().map(StreamBatch::value).toList());
  }
}
