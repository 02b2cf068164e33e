package dev.latchkey.authorizer.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.authorizer.AuthorizeKey;
import dev.latchkey.authorizer.DecisionLog;
import dev.latchkey.authorizer.dynamodb.DynamoDbKeyReader;
import dev.latchkey.authorizer.dynamodb.GetItemClient;
import dev.latchkey.authorizer.dynamodb.Transport;
import dev.latchkey.core.application.CachedDataApis;
import dev.latchkey.core.application.Deadline;
import dev.latchkey.core.application.VerifyKey;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.Secret;
import dev.latchkey.core.domain.SecretHash;
import dev.latchkey.core.telemetry.JsonBuffer;
import dev.latchkey.core.telemetry.Telemetry;
import dev.latchkey.core.telemetry.UnauthorizedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;

/**
 * Handles an artificial request with an artificial key, so that the first real request finds
 * classes loaded and, in a snapshot, code compiled. It sends and logs nothing.
 */
public class Priming {
  /** A prefix that no deployment has, so that the artificial key is never accepted. */
  private static final String PREFIX = "warm";

  private static final KeyId KEY_ID = new KeyId("0".repeat(16));
  private static final String CHECKSUM = "4Kk605";
  private static final String NAME = "priming";
  private static final String ARN = "arn:aws:execute-api:us-east-1:0:priming/live/GET/a/b";
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

  /**
   * How long a data API is cached, in readings of a clock that ticks at each of them. With 3,
   * requests in turn read the key only, both items at once, and both one after the other.
   */
  private static final int CACHED_TICKS = 3;

  private static final String KEY =
      """
      {
        "pk":{"S":"KEY#0000000000000000"},"sk":{"S":"KEY"},
        "data_api_id":{"S":"priming"},"domain":{"S":"priming"},
        "expires_at":{"N":"1"},"revision":{"N":"1"},"changed_at":{"N":"0"},
        "about":{"M":{"name":{"S":"priming"},"registration":{"S":"priming"},"prefix":{"S":"warm"},"created_at":{"N":"0"},
          "created_by":{"M":{"subject":{"S":"priming"},"name":{"S":"priming"}}}}},
        "state":{"M":{}},"secret_hash":{"B":"%s"}}
      """;

  private static final String DATA_API =
      """
      {
        "pk":{"S":"API#priming"},"sk":{"S":"API"},
        "domain":{"S":"priming"},
        "revision":{"N":"1"},"changed_at":{"N":"0"},
        "about":{"M":{"dataset":{"S":"priming"},"registration":{"S":"priming"},"created_at":{"N":"0"},
          "created_by":{"M":{"subject":{"S":"priming"},"name":{"S":"priming"}}},
          "routes":{"L":[
            {"M":{"api_id":{"S":"priming"},"stage":{"S":"*"},"method":{"S":"*"},"path":{"S":"/a/*"}}},
            {"M":{"api_id":{"S":"priming"},"stage":{"S":"live"},"method":{"S":"GET"},"path":{"S":"/a"}}}
          ]}}},
        "state":{"M":{}}}
      """;

  private final byte[] event = event();
  private final DecisionLog silent = silent();
  private final AuthorizeKey authorizeKey;
  private long ticks;

  public Priming() {
    GetItemClient client = new GetItemClient(new Canned(), NAME);
    CachedDataApis reader =
        new CachedDataApis(
            new DynamoDbKeyReader(client),
            Duration.ofMillis(CACHED_TICKS),
            () -> Instant.EPOCH.plusMillis(ticks++));
    VerifyKey verifyKey = new VerifyKey(reader, List.of(PREFIX), client);
    authorizeKey = new AuthorizeKey(List.of(PREFIX), () -> verifyKey, false, CLOCK);
  }

  /**
   * Loads the classes of a denial: the function handles the request, whose prefix it does not
   * accept.
   *
   * @throws UnauthorizedException always
   */
  public static void deny(AuthorizeKey authorizeKey) throws IOException {
    authorizeKey.handle(
        new ByteArrayInputStream(event()), OutputStream.nullOutputStream(), NAME, silent());
  }

  /** Handles the request. */
  public void run(OutputStream out) throws IOException {
    authorizeKey.handle(new ByteArrayInputStream(event), out, NAME, silent);
  }

  private static DecisionLog silent() {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    return new DecisionLog(new Telemetry(NAME, CLOCK, () -> nowhere), false);
  }

  private static byte[] event() {
    String key = PREFIX + "_" + KEY_ID.value() + "_" + "0".repeat(43) + CHECKSUM;
    JsonBuffer json = new JsonBuffer(1_024).beginObject().name("type").string("REQUEST");
    json.name("methodArn").string(ARN).name("resource").string("/a/{b}");
    json.name("headers").beginObject();
    json.name("X-Api-Key").string(key).name("Accept").string("*/*").endObject();
    json.name("multiValueHeaders").beginObject();
    json.name("X-Api-Key").beginArray().string(key).endArray();
    json.name("Accept").beginArray().string("*/*").endArray().endObject();
    json.name("requestContext").beginObject().name("requestId").string(NAME).endObject();
    return json.endObject().toBytes();
  }

  /** Returns canned DynamoDB responses: the key, its data API, or both. */
  private static final class Canned implements Transport {
    private final String keyItem = KEY.formatted(hash());
    private final Transport.Response key = response("{\"Item\":%s}".formatted(keyItem));
    private final Transport.Response dataApi = response("{\"Item\":%s}".formatted(DATA_API));
    private final Transport.Response both =
        response(
            "{\"Responses\":{\"priming\":[%s,%s]},\"UnprocessedKeys\":{}}"
                .formatted(keyItem, DATA_API));

    @Override
    public Transport.Response send(String operation, byte[] body, Deadline deadline) {
      if (operation.equals(BATCH_GET_ITEM)) {
        return both;
      }
      return new String(body, UTF_8).contains("KEY#") ? key : dataApi;
    }

    @Override
    public void close() {}

    private static String hash() {
      SecretHash hash = SecretHash.of(KEY_ID, Secret.draw(() -> 0));
      return Base64.getEncoder().encodeToString(hash.toBytes());
    }

    private static Transport.Response response(String json) {
      return new Transport.Response(200, List.of(), json.getBytes(UTF_8));
    }
  }
}
