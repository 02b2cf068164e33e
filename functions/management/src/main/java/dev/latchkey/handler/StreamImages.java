package dev.latchkey.handler;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.Identity;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.latchkey.dynamodb.StreamImage;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/** From the records of a stream, as Lambda brings them, to the SDK's words. */
final class StreamImages {
  private StreamImages() {}

  /** The images of a record. */
  static StreamImage of(DynamodbStreamRecord event) {
    StreamRecord change = event.getDynamodb();
    return new StreamImage(
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

  private static Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> item(
      @Nullable Map<String, AttributeValue> image) {
    Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> item =
        new HashMap<>();
    if (image != null) {
      image.forEach((name, value) -> item.put(name, value(value)));
    }
    return item;
  }

  private static software.amazon.awssdk.services.dynamodb.model.AttributeValue value(
      AttributeValue value) {
    var builder = software.amazon.awssdk.services.dynamodb.model.AttributeValue.builder();
    if (value.getM() != null) {
      builder.m(item(value.getM()));
    } else if (value.getL() != null) {
      builder.l(value.getL().stream().map(StreamImages::value).toList());
    } else if (value.getSS() != null) {
      builder.ss(value.getSS());
    } else if (value.getNS() != null) {
      builder.ns(value.getNS());
    } else if (value.getBS() != null) {
      builder.bs(value.getBS().stream().map(SdkBytes::fromByteBuffer).toList());
    } else if (value.getB() != null) {
      builder.b(SdkBytes.fromByteBuffer(value.getB()));
    } else if (value.getS() != null) {
      builder.s(value.getS());
    } else if (value.getN() != null) {
      builder.n(value.getN());
    } else if (value.getBOOL() != null) {
      builder.bool(value.getBOOL());
    } else {
      builder.nul(true);
    }
    return builder.build();
  }
}
