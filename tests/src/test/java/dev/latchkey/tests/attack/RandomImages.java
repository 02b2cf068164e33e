package dev.latchkey.tests.attack;

import dev.latchkey.dynamodb.StreamImage;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Records of a stream whose items hold anything that DynamoDB takes. */
final class RandomImages {
  /** When DynamoDB says that each was written. */
  static final Instant RECORDED = Instant.parse("2026-11-27T08:00:00Z");

  private static final int IDS = 40;
  private static final int EVENTS_OF_ONE = 1_000;

  /** The longest id that leaves a key's partition within DynamoDB's 2,048 bytes. */
  private static final int LONGEST_ID = 2_044;

  private static final List<String> NAMES =
      List.of(
          "name",
          "description",
          "domain",
          "dataset",
          "data_api_id",
          "prefix",
          "kind",
          "sort_key",
          "created_at",
          "created_by_subject",
          "created_by_name",
          "expires_at",
          "revoked_at",
          "revoked_by_subject",
          "revoked_by_name",
          "revoke_reason",
          "rotated_at",
          "previous_secret_until",
          "secret_hash",
          "previous_secret_hash",
          "deleted_at",
          "change_id",
          "change",
          "changed_at",
          "changed_by_subject",
          "changed_by_name",
          "routes",
          "ttl",
          "else");

  private static final List<String> WORDS =
      List.of(
          "created",
          "extended",
          "edited",
          "rotated",
          "revoked",
          "deleted",
          "expired",
          "altered",
          "registered",
          "EDITED",
          "conquered",
          "a",
          "b",
          "",
          " ",
          "\u0000",
          "\u202e",
          "…",
          "海",
          "😀");

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-1",
          "1.5",
          "1795766400",
          "1795766401",
          "1795853000",
          "253402300799",
          "253402300800",
          "-62167219200",
          "-62167219201",
          "31556889864403199",
          "31556889864403200",
          "-31557014167219200",
          "9223372036854775807",
          "9223372036854775808",
          "9.9999999999999999999999999999999999999E+125",
          "1E-130",
          "-1E+125");

  private RandomImages() {}

  /** A record. Sequence numbers repeat, so an event replaces another and memory holds a million. */
  static StreamImage next(int number, SplittableRandom random) {
    boolean isKey = random.nextBoolean();
    String pk = (isKey ? "KEY#" : "API#") + id(random.nextInt(IDS));
    String sk = isKey ? "KEY" : "API";
    Map<String, AttributeValue> before = random.nextInt(4) == 0 ? Map.of() : item(pk, sk, random);
    Map<String, AttributeValue> after =
        !before.isEmpty() && random.nextInt(4) == 0
            ? Map.of()
            : random.nextBoolean() ? item(pk, sk, random) : changed(before, pk, sk, random);
    return new StreamImage(
        before, after, "4420000000000" + number % EVENTS_OF_ONE, RECORDED, random.nextInt(8) == 0);
  }

  /** Most are a key's; some are as long as they can be, and some are nothing. */
  private static String id(int number) {
    return switch (number) {
      case 0 -> "";
      case 1 -> "x".repeat(LONGEST_ID);
      case 2 -> "海".repeat(LONGEST_ID / 3);
      case 3 -> "KEY#\u0000#";
      default -> "RandomImages%04d".formatted(number);
    };
  }

  private static Map<String, AttributeValue> changed(
      Map<String, AttributeValue> before, String pk, String sk, SplittableRandom random) {
    Map<String, AttributeValue> after = new HashMap<>(before);
    after.putAll(keys(pk, sk));
    for (int i = random.nextInt(5); i >= 0; i--) {
      after.put(NAMES.get(random.nextInt(NAMES.size())), value(random, 0));
    }
    return after;
  }

  private static Map<String, AttributeValue> item(String pk, String sk, SplittableRandom random) {
    Map<String, AttributeValue> item = new HashMap<>(keys(pk, sk));
    int share = random.nextInt(5);
    for (String name : NAMES) {
      if (random.nextInt(4) < share) {
        item.put(
            name,
            name.equals("routes") && random.nextBoolean() ? routes(random) : value(random, 0));
      }
    }
    return item;
  }

  private static Map<String, AttributeValue> keys(String pk, String sk) {
    return Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk));
  }

  private static AttributeValue value(SplittableRandom random, int depth) {
    int kind = random.nextInt(depth > 3 ? 14 : 18);
    if (kind < 6) {
      return AttributeValue.fromS(text(random));
    }
    if (kind < 11) {
      return AttributeValue.fromN(NUMBERS.get(random.nextInt(NUMBERS.size())));
    }
    return switch (kind) {
      case 11 -> AttributeValue.fromB(SdkBytes.fromByteArray(new byte[random.nextInt(40)]));
      case 12 -> AttributeValue.fromBool(random.nextBoolean());
      case 13 -> AttributeValue.fromNul(true);
      case 14 -> AttributeValue.fromSs(List.of("a", "b"));
      case 15 -> AttributeValue.fromNs(List.of("1", "2"));
      case 16 ->
          AttributeValue.fromL(
              IntStream.range(0, random.nextInt(4))
                  .mapToObj(i -> value(random, depth + 1))
                  .toList());
      default -> AttributeValue.fromM(Map.of("api_id", value(random, depth + 1)));
    };
  }

  /** Mostly short, now and then so long that a few fill an item. */
  private static String text(SplittableRandom random) {
    String word = WORDS.get(random.nextInt(WORDS.size()));
    return switch (random.nextInt(200)) {
      case 0 -> word.repeat(random.nextInt(5_000));
      case 1 -> "x".repeat(random.nextInt(40_000));
      default -> word;
    };
  }

  private static AttributeValue routes(SplittableRandom random) {
    String path = "/" + "p".repeat(random.nextInt(1, 260));
    int number = random.nextInt(10) == 0 ? random.nextInt(101) : random.nextInt(4);
    return AttributeValue.fromL(
        IntStream.range(0, number)
            .mapToObj(
                i ->
                    AttributeValue.fromM(
                        Map.of(
                            "api_id", AttributeValue.fromS("api" + i),
                            "stage", AttributeValue.fromS("*"),
                            "method", AttributeValue.fromS("GET"),
                            "path", AttributeValue.fromS(path))))
            .toList());
  }
}
