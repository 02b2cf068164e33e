package dev.latchkey.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.latchkey.key.Change;
import dev.latchkey.key.DataApi;
import dev.latchkey.key.StoredKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A client without a network: whoever reads a key is given one, whoever reads a data API another.
 * With it a function goes its usual way before Lambda takes its snapshot, so that classes are
 * loaded and code is compiled in every clone.
 */
public final class RehearsalClient {
  private RehearsalClient() {}

  /**
   * The client of one key and one data API.
   *
   * @param made what would have made them
   */
  public static DynamoDbClient of(StoredKey key, DataApi dataApi, Change made) {
    Item keyItem = KeyItem.of(key, made, Duration.ZERO);
    Item dataApiItem = DataApiItem.of(dataApi, made);
    String keyName = '"' + keyItem.text(Attributes.PK) + '"';
    return new GetItemClient(
        new Canned(keyName, answer(keyItem), answer(dataApiItem)), DynamoDbClients.retries());
  }

  private static HttpAnswer answer(Item item) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(body)) {
      json.writeStartObject();
      json.writeFieldName("Item");
      AttributeJson.write(json, item.attributes());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new HttpAnswer(200, List.of(), SdkBytes.fromByteArray(body.toByteArray()));
  }

  /** Two answers and no network. */
  private record Canned(String keyName, HttpAnswer keyAnswer, HttpAnswer dataApiAnswer)
      implements Transport {
    @Override
    public HttpAnswer send(byte[] body) {
      return new String(body, UTF_8).contains(keyName) ? keyAnswer : dataApiAnswer;
    }

    @Override
    public void close() {}
  }
}
