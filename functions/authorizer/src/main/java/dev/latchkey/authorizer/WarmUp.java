package dev.latchkey.authorizer;

import dev.latchkey.key.Actor;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.DataApi;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.Route;
import dev.latchkey.telemetry.JsonBuffer;
import dev.latchkey.telemetry.Telemetry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;

/**
 * Requests that nobody made, before the first that somebody does: it then finds its classes loaded.
 * They tell nobody, and their failures are passed over, for the first real request to meet and
 * report.
 */
final class WarmUp {
  private static final CalledArn CALLED =
      CalledArn.parse("arn:aws:execute-api:us-east-1:0:warm-up/live/GET/warm/up");

  private WarmUp() {}

  /**
   * Plays a request that is refused by its text alone, and the writing of an answer that allows.
   */
  static void play(AuthorizeKey authorizeKey) {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    Telemetry silent = new Telemetry("warm-up", () -> Instant.EPOCH, () -> nowhere);
    passOver(() -> Policies.allow(key(), dataApi(), CALLED));
    passOver(
        () ->
            authorizeKey.handle(
                new ByteArrayInputStream(event()), OutputStream.nullOutputStream(), null, silent));
  }

  /** Runs something whose failure does not matter. */
  static void passOver(Step step) {
    try {
      step.run();
    } catch (RuntimeException | IOException unimportant) {
      return;
    }
  }

  private static byte[] event() {
    JsonBuffer json = new JsonBuffer(512).beginObject();
    json.name("type").string("REQUEST").name("methodArn").string(CALLED.text());
    json.name("multiValueHeaders").beginObject().name("X-Api-Key").beginArray();
    json.string("warm_" + "0".repeat(16) + "_" + "0".repeat(49)).endArray().endObject();
    json.name("requestContext").beginObject().name("requestId").string("warm-up").endObject();
    return json.endObject().toBytes();
  }

  private static ApiKey key() {
    return new ApiKey(
        new KeyId("0000000000000000"),
        "warm-up",
        "warm-up",
        null,
        "warm",
        Instant.EPOCH,
        nobody(),
        Instant.EPOCH,
        null,
        null,
        null);
  }

  private static DataApi dataApi() {
    List<Route> routes = List.of(new Route("warm-up", "*", "*", "/warm/*"));
    return new DataApi("warm-up", "warm-up", "warm-up", null, routes, Instant.EPOCH, nobody());
  }

  private static Actor nobody() {
    return new Actor("warm-up", "warm-up");
  }

  /** A part of the warm-up. */
  @FunctionalInterface
  interface Step {
    void run() throws IOException;
  }
}
