package dev.latchkey.authorizer;

import dev.latchkey.key.Actor;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.Change;
import dev.latchkey.key.DataApi;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.Route;
import dev.latchkey.key.Secret;
import dev.latchkey.key.SecretHash;
import dev.latchkey.key.StoredKey;
import dev.latchkey.telemetry.JsonBuffer;
import dev.latchkey.telemetry.Telemetry;
import dev.latchkey.usecase.RememberedDataApis;
import dev.latchkey.usecase.VerifyKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/**
 * A request that nobody made, with a key that no table has, answered before the first that somebody
 * makes: that one then finds its classes loaded, and in a snapshot its code compiled. It is not
 * logged.
 */
final class Rehearsal {
  /** Not a deployment's: no key that is made for a rehearsal opens anything else. */
  private static final String PREFIX = "warm";

  private static final KeyId KEY_ID = new KeyId("0".repeat(16));
  private static final String CHECKSUM = "4Kk605";
  private static final String NAME = "rehearsal";
  private static final String ARN = "arn:aws:execute-api:us-east-1:0:rehearsal/live/GET/a/b";
  private static final Actor NOBODY = new Actor(NAME, NAME);
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

  private final AuthorizeKey authorizeKey;
  private final byte[] event = event();
  private final Telemetry silent = silent();

  /**
   * @param stores where {@link #key} and {@link #dataApi} are found
   */
  Rehearsal(Stores stores) {
    VerifyKey verifyKey =
        new VerifyKey(
            stores.keys(),
            new RememberedDataApis(stores.dataApis(), Duration.ZERO, CLOCK),
            List.of(PREFIX));
    authorizeKey = new AuthorizeKey(List.of(PREFIX), () -> verifyKey, CLOCK);
  }

  /**
   * Loads what refusing takes: has a function answer the request, which does not know its prefix.
   *
   * @throws Unauthorized since it is refused
   */
  static void refuse(AuthorizeKey authorizeKey) throws IOException {
    authorizeKey.handle(
        new ByteArrayInputStream(event()), OutputStream.nullOutputStream(), NAME, silent());
  }

  /** Answers the request. */
  void play(OutputStream out) throws IOException {
    authorizeKey.handle(new ByteArrayInputStream(event), out, NAME, silent);
  }

  /** The key that the request presents. */
  static StoredKey key() {
    ApiKey key =
        new ApiKey(
            KEY_ID,
            NAME,
            NAME,
            null,
            PREFIX,
            Instant.EPOCH,
            NOBODY,
            Instant.EPOCH.plusSeconds(1),
            null,
            null,
            null);
    return new StoredKey(
        key, NAME, SecretHash.of(KEY_ID, Secret.draw(() -> 0)), null, null, List.of());
  }

  /** The data API that it opens. */
  static DataApi dataApi() {
    List<Route> routes =
        List.of(new Route(NAME, "*", "*", "/a/*"), new Route(NAME, "live", "GET", "/a"));
    return new DataApi(NAME, NAME, NAME, null, routes, Instant.EPOCH, NOBODY, NAME);
  }

  /** What made both. */
  static Change change() {
    return new Change(new UUID(0, 0), NOBODY, Instant.EPOCH);
  }

  private static Telemetry silent() {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    return new Telemetry(NAME, CLOCK, () -> nowhere);
  }

  private static byte[] event() {
    String key = PREFIX + "_" + KEY_ID.value() + "_" + "0".repeat(43) + CHECKSUM;
    JsonBuffer json = new JsonBuffer(1_024).beginObject().name("type").string("REQUEST");
    json.name("methodArn")
        .string(ARN)
        .name("resource")
        .string("/a/{b}")
        .name("headers")
        .beginObject();
    json.name("X-Api-Key").string(key).name("Accept").string("*/*").endObject();
    json.name("multiValueHeaders").beginObject();
    json.name("X-Api-Key").beginArray().string(key).endArray();
    json.name("Accept").beginArray().string("*/*").endArray().endObject();
    json.name("requestContext").beginObject().name("requestId").string(NAME).endObject();
    return json.endObject().toBytes();
  }
}
