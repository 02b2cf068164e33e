package dev.latchkey.local.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

/** Stream records in the JSON in which Lambda hands them to a function. */
final class EventJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String streamArn;
  private final String region;
  private final InstantSource clock;

  EventJson(String streamArn, String region, InstantSource clock) {
    this.clock = clock;
    this.streamArn = streamArn.replace(":ddblocal:", ":" + region + ":");
    this.region = region;
  }

  ObjectNode record(Record record) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("eventID", record.eventID().replace("-", ""))
            .put("eventName", record.eventNameAsString())
            .put("eventVersion", record.eventVersion())
            .put("eventSource", record.eventSource())
            .put("awsRegion", region);
    json.set("dynamodb", change(record.dynamodb()));
    if (record.userIdentity() != null) {
      json.putObject("userIdentity")
          .put("principalId", record.userIdentity().principalId())
          .put("type", record.userIdentity().type());
    }
    return json.put("eventSourceARN", streamArn);
  }

  static byte[] event(List<? extends JsonNode> records) {
    ObjectNode event = JSON.createObjectNode();
    event.putArray("Records").addAll(records);
    try {
      return JSON.writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static String sequenceNumber(JsonNode record) {
    return record.path("dynamodb").path("SequenceNumber").asText();
  }

  /**
   * When the change was made, to the second. DynamoDB Local rounds it down to the minute, and gives
   * milliseconds where the client expects seconds; while that minute lasts, now is closer.
   */
  private long createdAt(StreamRecord change) {
    Instant minute = Instant.ofEpochMilli(change.approximateCreationDateTime().getEpochSecond());
    return Math.min(minute.getEpochSecond() + 59, clock.instant().getEpochSecond());
  }

  private ObjectNode change(StreamRecord change) {
    ObjectNode json = JSON.createObjectNode().put("ApproximateCreationDateTime", createdAt(change));
    json.set("Keys", map(change.keys()));
    if (change.hasNewImage()) {
      json.set("NewImage", map(change.newImage()));
    }
    if (change.hasOldImage()) {
      json.set("OldImage", map(change.oldImage()));
    }
    return json.put("SequenceNumber", change.sequenceNumber())
        .put("SizeBytes", change.sizeBytes())
        .put("StreamViewType", change.streamViewTypeAsString());
  }

  private static ObjectNode map(Map<String, AttributeValue> attributes) {
    ObjectNode json = JSON.createObjectNode();
    attributes.forEach((name, value) -> json.set(name, value(value)));
    return json;
  }

  private static ObjectNode value(AttributeValue value) {
    ObjectNode json = JSON.createObjectNode();
    switch (value.type()) {
      case S -> json.put("S", value.s());
      case N -> json.put("N", value.n());
      case B -> json.put("B", value.b().asByteArray());
      case BOOL -> json.put("BOOL", value.bool());
      case NUL -> json.put("NULL", true);
      case M -> json.set("M", map(value.m()));
      case L -> json.putArray("L").addAll(value.l().stream().map(EventJson::value).toList());
      case SS -> value.ss().forEach(json.putArray("SS")::add);
      case NS -> value.ns().forEach(json.putArray("NS")::add);
      case BS -> value.bs().forEach(it -> json.withArray("BS").add(it.asByteArray()));
      case UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalArgumentException("An attribute of an unknown type");
    }
    return json;
  }
}
