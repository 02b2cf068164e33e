package dev.latchkey.core.dynamodb.mapping;

import static dev.latchkey.core.dynamodb.item.Attributes.*;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.LookupResult;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.IdempotencyKey;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.Revocation;
import dev.latchkey.core.domain.SecretHash;
import dev.latchkey.core.domain.StoredKey;
import dev.latchkey.core.domain.Suspension;
import dev.latchkey.core.dynamodb.expression.ConditionalUpdate;
import dev.latchkey.core.dynamodb.expression.ExpressionBuilder;
import dev.latchkey.core.dynamodb.item.Item;
import dev.latchkey.core.dynamodb.item.ItemKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Converts a key to its item and back. */
public final class KeyItem {
  /**
   * The attributes that {@link #key} reads, and the one that marks a deleted key; no hash. The IAM
   * policies of the functions list them too.
   */
  public static final List<String> SHOWN =
      List.of(
          PK, SK, DATA_API_ID, DOMAIN, EXPIRES_AT, REVISION, CHANGED_AT, ABOUT, STATE, DELETED_AT);

  private static final HexFormat HEX = HexFormat.of();
  private static final int MARK_BYTES = 6;

  private KeyItem() {}

  /**
   * Returns the item of a new key.
   *
   * @param retention how long it stays in the table after it expires
   */
  public static Item of(StoredKey stored, ChangeContext change, Duration retention) {
    ApiKey key = stored.key();
    return CommonItem.of(
            ItemKey.of(key.keyId()),
            KEY_KIND,
            key.dataApi(),
            key.creation(),
            key.fields(),
            KeyFields.ALL)
        .put(SORT_KEY, ItemKey.sortKey(change.moment(), key.keyId().value()))
        .put(DATA_API_ID, key.dataApiId())
        .put(LIVE, KEY_KIND)
        .put(PREFIX, key.prefix())
        .put(EXPIRES_AT, key.expiresAt())
        .put(SECRET_ARN, key.deliveredTo())
        .put(TTL, key.expiresAt().plus(retention))
        .put(SECRET_HASH, stored.hash().toBytes())
        .put(CREATION_REQUEST, stored.creation() == null ? null : digest(stored.creation()));
  }

  /** Returns the key of an item, complete or projected by an index. */
  public static ApiKey key(Item item) {
    return new ApiKey(
        new KeyId(ItemKey.id(item)),
        CommonItem.ref(item, item.text(DATA_API_ID)),
        CommonItem.fields(item, KeyFields.ALL),
        item.text(PREFIX),
        CommonItem.creation(item),
        item.time(EXPIRES_AT),
        suspension(item),
        revocation(item),
        item.timeOrNull(ROTATED_AT),
        previousSecretUntil(
            item.timeOrNull(PREVIOUS_SECRET_UNTIL), item.timeOrNull(PREVIOUS_EXPIRES_AT)),
        item.textOrNull(SECRET_ARN),
        CommonItem.version(item));
  }

  /**
   * Returns the result of looking up a complete item: a key, a tombstone, or unknown if it is
   * empty.
   */
  public static LookupResult lookup(Item item) {
    if (item.isEmpty()) {
      return new LookupResult.Unknown();
    }
    return item.has(DELETED_AT)
        ? new LookupResult.Deleted(item.textOrNull(REGISTRATION))
        : new LookupResult.Found(stored(item));
  }

  private static @Nullable Suspension suspension(Item item) {
    return item.has(SUSPENDED_AT)
        ? new Suspension(
            item.time(SUSPENDED_AT), item.actor(SUSPENDED_BY), item.textOrNull(SUSPEND_REASON))
        : null;
  }

  private static @Nullable Revocation revocation(Item item) {
    return item.has(REVOKED_AT)
        ? new Revocation(
            item.time(REVOKED_AT), item.actor(REVOKED_BY), item.textOrNull(REVOKE_REASON))
        : null;
  }

  /**
   * Returns when a previous secret stops working: at the end of its grace period or at the key's
   * expiration at that time, whichever is earlier.
   */
  public static @Nullable Instant previousSecretUntil(
      @Nullable Instant grace, @Nullable Instant end) {
    return grace != null && end != null && end.isBefore(grace) ? end : grace;
  }

  /** Returns the condition that a previous secret works at an instant. */
  public static String hasWorkingPrevious(ExpressionBuilder expression, Instant now) {
    return "%s AND %s AND (%s OR %s)"
        .formatted(
            expression.present(PREVIOUS_SECRET_HASH),
            expression.isAfter(PREVIOUS_SECRET_UNTIL, now),
            expression.absent(PREVIOUS_EXPIRES_AT),
            expression.isAfter(PREVIOUS_EXPIRES_AT, now));
  }

  /** Returns the condition that {@link #key} can read an item. */
  public static String isReadable(ExpressionBuilder expression) {
    return String.join(
        " AND ",
        CommonItem.isReadable(expression, KeyFields.ALL),
        expression.texts(DATA_API_ID, PREFIX),
        expression.times(EXPIRES_AT),
        absentOrDone(expression, SUSPENDED_AT, SUSPENDED_BY),
        absentOrDone(expression, REVOKED_AT, REVOKED_BY),
        absentOrTime(expression, ROTATED_AT),
        absentOrTime(expression, PREVIOUS_SECRET_UNTIL),
        absentOrTime(expression, PREVIOUS_EXPIRES_AT),
        "(%s OR %s)".formatted(expression.absent(SECRET_ARN), expression.texts(SECRET_ARN)));
  }

  /** Returns the key of a complete item, with its hashes. */
  public static StoredKey stored(Item item) {
    byte[] previous = item.bytesOrNull(PREVIOUS_SECRET_HASH);
    return new StoredKey(
        key(item),
        SecretHash.ofBytes(item.bytes(SECRET_HASH)),
        previous == null ? null : SecretHash.ofBytes(previous),
        item.has(CREATION_REQUEST) ? HEX.formatHex(item.bytes(CREATION_REQUEST)) : null,
        extensions(item));
  }

  private static List<IdempotencyKey.Mark> extensions(Item item) {
    return EXTENSIONS.stream()
        .filter(item::has)
        .map(item::bytes)
        .filter(bytes -> bytes.length == 2 * MARK_BYTES)
        .map(HEX::formatHex)
        .map(
            hex ->
                new IdempotencyKey.Mark(
                    hex.substring(0, 2 * MARK_BYTES), hex.substring(2 * MARK_BYTES)))
        .distinct()
        .toList();
  }

  /**
   * Makes an extension idempotent: the item remembers its idempotency key and those of the three
   * extensions before.
   */
  public static void remember(IdempotencyKey.Mark mark, ConditionalUpdate update) {
    byte[] latest = digest(mark.scope() + mark.request());
    byte[] scope = digest(mark.scope());
    for (int i = EXTENSIONS.size() - 1; i > 0; i--) {
      update.copy(EXTENSIONS.get(i), EXTENSIONS.get(i - 1), latest);
    }
    update.set(EXTENSIONS.get(0), latest);
    EXTENSIONS.forEach(
        name -> update.onlyIf(expression -> "NOT " + expression.beginsWith(name, scope)));
  }

  /** Returns the bytes of a digest from hexadecimal digits. */
  public static byte[] digest(String hex) {
    return HEX.parseHex(hex);
  }

  private static String absentOrDone(ExpressionBuilder expression, String at, String by) {
    return "(%s OR (%s AND %s))"
        .formatted(
            expression.absent(at),
            expression.times(at),
            expression.texts(by + "." + SUBJECT, by + "." + NAME));
  }

  private static String absentOrTime(ExpressionBuilder expression, String path) {
    return "(%s OR %s)".formatted(expression.absent(path), expression.times(path));
  }
}
