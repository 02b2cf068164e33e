package dev.latchkey.tests.attack;

import dev.latchkey.core.dynamodb.item.Item;
import dev.latchkey.management.history.ItemChange;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

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
          "domain",
          "domain_kind",
          "data_api_id",
          "kind",
          "live",
          "sort_key",
          "expires_at",
          "revision",
          "about",
          "state",
          "secret_hash",
          "previous_secret_hash",
          "deleted_at",
          "change_id",
          "change",
          "changed_at",
          "changed_by",
          "ttl",
          "else");

  /** Members of the maps, in either of them. */
  private static final List<String> MEMBERS =
      List.of(
          "name",
          "description",
          "dataset",
          "prefix",
          "registration",
          "created_at",
          "created_by",
          "routes",
          "revoked_at",
          "revoked_by",
          "revoke_reason",
          "rotated_at",
          "previous_secret_until",
          "previous_expires_at",
          "else");

  private static final List<String> WORDS =
      List.of(
          "created",
          "extended",
          "edited",
          "rotated",
          "revoked",
          "deleted",
          "removed",
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
  static ItemChange next(int number, SplittableRandom random) {
    boolean isKey = random.nextBoolean();
    String pk = (isKey ? "KEY#" : "API#") + id(random.nextInt(IDS));
    String sk = isKey ? "KEY" : "API";
    Map<String, Object> before = random.nextInt(4) == 0 ? new HashMap<>() : item(pk, sk, random);
    Map<String, Object> after =
        !before.isEmpty() && random.nextInt(4) == 0
            ? new HashMap<>()
            : random.nextBoolean() ? item(pk, sk, random) : changed(before, pk, sk, random);
    return new ItemChange(
        new Item(before),
        new Item(after),
        "4420000000000" + number % EVENTS_OF_ONE,
        RECORDED,
        random.nextInt(8) == 0);
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

  private static Map<String, Object> changed(
      Map<String, Object> before, String pk, String sk, SplittableRandom random) {
    Map<String, Object> after = new HashMap<>(before);
    after.putAll(Map.of("pk", pk, "sk", sk));
    for (int i = random.nextInt(5); i >= 0; i--) {
      String name = NAMES.get(random.nextInt(NAMES.size()));
      after.put(name, valueOf(name, random));
    }
    return after;
  }

  private static Map<String, Object> item(String pk, String sk, SplittableRandom random) {
    Map<String, Object> item = some(NAMES, random);
    item.putAll(Map.of("pk", pk, "sk", sk));
    return item;
  }

  private static Map<String, Object> some(List<String> names, SplittableRandom random) {
    Map<String, Object> values = new HashMap<>();
    int share = random.nextInt(5);
    for (String name : names) {
      if (random.nextInt(4) < share) {
        values.put(name, valueOf(name, random));
      }
    }
    return values;
  }

  /** Often what the service writes under this name, else anything. */
  private static Object valueOf(String name, SplittableRandom random) {
    if (random.nextInt(4) == 0) {
      return value(random, 0);
    }
    return switch (name) {
      case "about", "state" -> some(MEMBERS, random);
      case "created_by", "changed_by", "revoked_by" -> some(List.of("subject", "name"), random);
      case "routes" -> routes(random);
      default -> value(random, 0);
    };
  }

  private static Object value(SplittableRandom random, int depth) {
    int kind = random.nextInt(depth > 3 ? 14 : 18);
    if (kind < 6) {
      return text(random);
    }
    if (kind < 11) {
      return new BigDecimal(NUMBERS.get(random.nextInt(NUMBERS.size())));
    }
    return switch (kind) {
      case 11 -> new byte[random.nextInt(40)];
      case 12 -> random.nextBoolean();
      case 13 -> Item.NULL;
      case 14 -> Set.of("a", "b");
      case 15 -> Set.of(BigDecimal.ONE, BigDecimal.TEN);
      case 16 ->
          IntStream.range(0, random.nextInt(4)).mapToObj(i -> value(random, depth + 1)).toList();
      default -> Map.of("api_id", value(random, depth + 1));
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

  private static Object routes(SplittableRandom random) {
    String path = "/" + "p".repeat(random.nextInt(1, 260));
    int number = random.nextInt(10) == 0 ? random.nextInt(101) : random.nextInt(4);
    return IntStream.range(0, number)
        .mapToObj(i -> Map.of("api_id", "api" + i, "stage", "*", "method", "GET", "path", path))
        .toList();
  }
}
