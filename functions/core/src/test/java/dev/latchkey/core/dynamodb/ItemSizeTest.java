package dev.latchkey.core.dynamodb;

import static dev.latchkey.core.memory.Samples.NOW;
import static dev.latchkey.core.memory.WriteResults.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.LookupResult;
import dev.latchkey.core.domain.Actor;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.Creation;
import dev.latchkey.core.domain.DataApiRef;
import dev.latchkey.core.domain.Field;
import dev.latchkey.core.domain.FieldBudget;
import dev.latchkey.core.domain.FieldType;
import dev.latchkey.core.domain.FieldValues;
import dev.latchkey.core.domain.IdempotencyKey;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.OnPending;
import dev.latchkey.core.domain.Rotation;
import dev.latchkey.core.domain.Route;
import dev.latchkey.core.domain.StoredKey;
import dev.latchkey.core.domain.TextConstraint;
import dev.latchkey.core.dynamodb.item.Item;
import dev.latchkey.core.dynamodb.item.ItemKey;
import dev.latchkey.core.dynamodb.item.ItemSize;
import dev.latchkey.core.memory.Samples;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that a key's item fits into one read unit of 4,096 bytes. */
class ItemSizeTest {
  private static final int READ_UNIT = 4_096;
  private static final Instant LATEST = NOW.plus(Duration.ofDays(365));

  /**
   * An operator with a UUID as subject, as identity providers use, and a name of the maximum
   * length.
   */
  private static final Actor OPERATOR = new Actor(new UUID(-1, -1).toString(), "N".repeat(64));

  private final RequestCounter calls = new RequestCounter();
  private final TestStores stores = TestStores.create();
  private final DynamoDbKeyStore keys = stores.keys();

  @ParameterizedTest
  @NullSource
  @ValueSource(ints = {1, FieldBudget.MAX_DELIVERY})
  void aKeyWithEveryFieldFilledIsOneReadUnit(@Nullable Integer deliveryLength) {
    String deliveredTo = deliveryLength == null ? null : "a".repeat(deliveryLength);
    StoredKey largest = largest(deliveredTo);
    KeyId id = largest.key().keyId();
    done(keys.create(largest, change()));
    for (int i = 0; i < StoredKey.MAX_EXTENSIONS; i++) {
      done(keys.extend(id, Duration.ofDays(1), LATEST, idempotencyKey("extend " + i), change()));
    }
    done(
        keys.rotate(
            id,
            new Rotation("latchkey", Samples.hash(id), LATEST, OnPending.REFUSE, deliveredTo),
            change()));
    done(keys.suspend(id, text(TextConstraint.REASON, TextConstraint.REASON.maxBytes()), change()));
    Item suspended = stores.item(ItemKey.of(id));
    assertThat(suspended.map("state").values())
        .containsKeys("suspended_at", "suspended_by", "suspend_reason");
    assertThat(ItemSize.of(suspended)).isLessThanOrEqualTo(READ_UNIT);
    done(keys.revoke(id, text(TextConstraint.REASON, TextConstraint.REASON.maxBytes()), change()));
    Item item = stores.item(ItemKey.of(id));
    assertThat(item.map("about").values()).containsKeys(names(KeyFields.ALL));
    assertThat(item.map("state").values())
        .containsKeys(
            "revoked_at",
            "revoked_by",
            "revoke_reason",
            "rotated_at",
            "previous_secret_until",
            "previous_expires_at")
        .hasSize(deliveredTo == null ? 6 : 7);
    assertThat(item.values()).containsKeys("creation_request", "ext_4", "change_id_3");
    int size = ItemSize.of(item);
    assertThat(size)
        .as("A key with every field filled takes %,d of %,d bytes.", size, READ_UNIT)
        .isLessThanOrEqualTo(READ_UNIT);
    assertThat(stores.with(calls).keys().lookup(id)).isInstanceOf(LookupResult.Found.class);
    assertThat(calls.units()).as("read units of %,d bytes", size).isEqualTo(1);
  }

  @Test
  void theFieldsFillTheirBudget() {
    FieldValues fields = longestFields(KeyFields.BUDGET);
    assertThat(KeyFields.BUDGET.problem(fields)).isNull();
    assertThat(sum(fields)).isEqualTo(KeyFields.BUDGET.maxBytes());
    for (Field<?> field : KeyFields.ALL) {
      List<String> problems = new ArrayList<>();
      assertThat(isValid(fields, field, problems)).as("%s: %s", field, problems).isTrue();
    }
  }

  private static StoredKey largest(@Nullable String deliveredTo) {
    StoredKey sample =
        Samples.key("orders", NOW.plus(Duration.ofDays(30)), idempotencyKey("c").request());
    ApiKey key =
        ApiKey.created(
            sample.key().keyId(),
            new DataApiRef("d".repeat(63), "d".repeat(63), Samples.REGISTRATION),
            longestFields(KeyFields.BUDGET.with(deliveredTo)),
            "latchkey",
            new Creation(NOW, OPERATOR),
            sample.key().expiresAt(),
            deliveredTo);
    return new StoredKey(key, sample.hash(), null, sample.creation(), List.of());
  }

  /**
   * Returns a value for every field, of as many bytes as a budget allows. Lists and maps have as
   * many elements as they can, since each takes a byte of its own.
   */
  private static FieldValues longestFields(FieldBudget budget) {
    FieldValues fields = FieldValues.NONE;
    for (Field<?> field : KeyFields.ALL) {
      if (field != KeyFields.CLAIMS) {
        fields = filled(fields, field);
      }
    }
    return fields.with(KeyFields.CLAIMS, claims(budget.maxBytes() - sum(fields)));
  }

  private static int sum(FieldValues fields) {
    return KeyFields.BUDGET.fields().stream().mapToInt(fields::bytes).sum();
  }

  private static <T> FieldValues filled(FieldValues fields, Field<T> field) {
    return fields.with(field, field.type().stored(longValue(field.type())));
  }

  private static <T> boolean isValid(FieldValues fields, Field<T> field, List<String> problems) {
    Object plain = field.type().plain(fields.require(field));
    return field.type().parse(plain, (path, detail) -> problems.add(detail)) != null;
  }

  /** Returns a long plain value of a type. Add new types here. */
  private static Object longValue(FieldType<?> type) {
    if (type instanceof TextConstraint text) {
      return text(text, Math.min(256, text.maxBytes()));
    }
    if (type == KeyFields.NETWORKS.type()) {
      return IntStream.range(0, 16).mapToObj(i -> "2001:db8::%x/128".formatted(i)).toList();
    }
    if (type == KeyFields.METHODS.type()) {
      return Route.METHODS;
    }
    if (type == KeyFields.TAGS.type()) {
      return IntStream.range(0, 10)
          .boxed()
          .collect(Collectors.toMap(i -> Character.toString('a' + i), i -> "x"));
    }
    if (type == KeyFields.QUOTA.type()) {
      return Map.of("calls", BigDecimal.valueOf(999_999_999), "per", "month");
    }
    throw new AssertionError("What is a long value of a " + type.getClass() + "?");
  }

  /** Returns twenty claims of so many bytes together. */
  private static Map<String, String> claims(int bytes) {
    Map<String, String> claims = new TreeMap<>();
    int left = bytes;
    for (int i = 20; i > 0; i--) {
      int length = Math.min(left / i - 1, 1_024);
      claims.put(Character.toString('a' + i), text(TextConstraint.CLAIM, length));
      left -= 1 + length;
    }
    return claims;
  }

  /** Returns a text of so many bytes. */
  private static String text(TextConstraint type, int bytes) {
    int wide = Math.max(0, (bytes - type.maxCodePoints() + 2) / 3);
    return "🔑".repeat(wide) + "x".repeat(bytes - 4 * wide);
  }

  private static String[] names(List<Field<?>> fields) {
    return fields.stream().map(Field::name).toArray(String[]::new);
  }

  private static ChangeContext change() {
    return new ChangeContext(UUID.randomUUID(), OPERATOR, NOW);
  }

  private static IdempotencyKey idempotencyKey(String header) {
    return IdempotencyKey.of("ada", "extend", header, "{}".getBytes(StandardCharsets.UTF_8));
  }
}
