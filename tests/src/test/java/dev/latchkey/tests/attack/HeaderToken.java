package dev.latchkey.tests.attack;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An operator's token that a request shows to the management API, in the right header or not.
 *
 * @param token a good one
 */
record HeaderToken(String token) {
  private static final String AUTHORIZATION = "Authorization";
  private static final String INTENT = "Idempotency-Key";
  private static final String TYPE = "Content-Type";
  private static final List<String> JSON_TYPES =
      List.of(
          "application/json",
          "application/json; charset=utf-8",
          "application/json;charset=\"utf-8\"",
          "Application/JSON ;x=y");

  /** Adds the token, or what looks like one. */
  void draw(HostileHeaders drawn, SplittableRandom random) {
    for (int i = random.nextInt(8) == 0 ? random.nextInt(3) : 1; i > 0; i--) {
      int at = random.nextInt(token.length());
      String value =
          random.nextInt(3) > 0
              ? Opening.one(List.of("Bearer ", "bearer ", "BEARER   "), random) + token
              : Opening.one(
                  List.of(
                      "Bearer\t" + token,
                      "Bearer " + token + ", Bearer " + token,
                      "Bearer " + token + ",",
                      "Bearer " + token + " " + token,
                      "Bearer \"" + token + "\"",
                      "Bearer " + token.substring(0, at),
                      "Bearer " + token.substring(0, at) + " " + token.substring(at),
                      "Bearer " + token + "=",
                      "Bearer " + Keys.draw(random).reveal(),
                      "Basic " + token,
                      "Bearer",
                      token,
                      ""),
                  random);
      drawn.add(AUTHORIZATION, value);
    }
    if (random.nextInt(8) == 0) {
      drawn.add("X-Api-Key", Keys.draw(random).reveal());
    }
  }

  /** Adds what a call that makes a key takes besides, or what looks like it. */
  static void drawCreation(HostileHeaders drawn, int number, SplittableRandom random) {
    drawn.add(
        TYPE,
        random.nextInt(4) > 0
            ? Opening.one(JSON_TYPES, random)
            : Opening.one(
                List.of(
                    "text/plain",
                    "application/jsonx",
                    "application/json, application/json",
                    "application/json; charset=latin1",
                    "application/octet-stream",
                    "image/png",
                    "; charset=utf-8",
                    ""),
                random));
    for (int i = random.nextInt(6) == 0 ? 2 : random.nextInt(2); i > 0; i--) {
      drawn.add(
          INTENT,
          random.nextBoolean()
              ? "headers-case-number-" + number % 50
              : Opening.one(
                  List.of(
                      "too short",
                      "fifteen-visible",
                      "a blank in the middle of it",
                      "v".repeat(128),
                      "v".repeat(129),
                      "\u00e9".repeat(20),
                      ""),
                  random));
    }
  }

  /** The statuses that a call with these fields may have. */
  Set<Integer> statuses(String target, boolean creates, HeaderFields fields) {
    if (target.equals("/v1/health")) {
      return Set.of(200);
    }
    List<String> credentials = fields.values(AUTHORIZATION);
    if (credentials.size() != 1
        || !credentials.get(0).matches("(?i:Bearer) +" + Pattern.quote(token))) {
      return Set.of(401);
    }
    if (!creates) {
      return Set.of(200);
    }
    List<String> types = fields.values(TYPE);
    if (types.size() != 1 || !isJson(types.get(0).toLowerCase(Locale.ROOT))) {
      return Set.of(415);
    }
    List<String> intents = fields.values(INTENT);
    if (intents.isEmpty()) {
      return Set.of(201);
    }
    // The longest one is the same in many cases, whose bodies differ.
    return intents.size() > 1 || !intents.get(0).matches("[!-~]{16,128}")
        ? Set.of(422)
        : intents.get(0).startsWith("v") ? Set.of(201, 200, 422) : Set.of(201, 200);
  }

  private static boolean isJson(String type) {
    String[] parts = type.split(";", -1);
    return parts[0].strip().equals("application/json")
        && Stream.of(parts)
            .map(part -> part.strip().replace("\"", ""))
            .allMatch(part -> !part.startsWith("charset=") || part.equals("charset=utf-8"));
  }
}
