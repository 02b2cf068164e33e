package dev.latchkey.dynamodb;

import static dev.latchkey.dynamodb.Attributes.*;

import dev.latchkey.key.ApiKey;
import dev.latchkey.key.Change;
import dev.latchkey.key.Intent;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyLookup;
import dev.latchkey.key.Revocation;
import dev.latchkey.key.SecretHash;
import dev.latchkey.key.StoredKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A key as an item, and an item as a key. */
final class KeyItem {
  /**
   * What {@link #key} reads, and what tells a deleted key: no hash. The functions' roles say it.
   */
  static final List<String> SHOWN =
      List.of(
          PK,
          SK,
          DATA_API_ID,
          NAME,
          DESCRIPTION,
          PREFIX,
          CREATED_AT,
          CREATED_BY.subject(),
          CREATED_BY.name(),
          EXPIRES_AT,
          REVOKED_AT,
          REVOKED_BY.subject(),
          REVOKED_BY.name(),
          REVOKE_REASON,
          ROTATED_AT,
          PREVIOUS_SECRET_UNTIL,
          PREVIOUS_EXPIRES_AT,
          DELETED_AT);

  private static final HexFormat HEX = HexFormat.of();
  private static final int MARK_BYTES = 6;

  private KeyItem() {}

  /**
   * A new key's item.
   *
   * @param retention how long it stays after its end
   */
  static Item of(StoredKey stored, Change change, Duration retention) {
    ApiKey key = stored.key();
    return new Item(Keys.of(key.keyId()))
        .put(KIND, KEY_KIND)
        .put(SORT_KEY, Keys.sortKey(change.moment(), key.keyId().value()))
        .put(DATA_API_ID, key.dataApiId())
        .put(NAME, key.name())
        .put(DESCRIPTION, key.description())
        .put(PREFIX, key.prefix())
        .put(CREATED_AT, key.createdAt())
        .put(CREATED_BY, key.createdBy())
        .put(EXPIRES_AT, key.expiresAt())
        .put(TTL, key.expiresAt().plus(retention))
        .put(REGISTRATION, stored.registration())
        .put(SECRET_HASH, stored.hash().toBytes())
        .put(CREATION_REQUEST, stored.creation() == null ? null : digest(stored.creation()));
  }

  /** The key that an item holds, whole or as an index shows it. */
  static ApiKey key(Item item) {
    return new ApiKey(
        new KeyId(Keys.id(item)),
        item.text(DATA_API_ID),
        item.text(NAME),
        item.textOrNull(DESCRIPTION),
        item.text(PREFIX),
        item.time(CREATED_AT),
        item.actor(CREATED_BY),
        item.time(EXPIRES_AT),
        item.has(REVOKED_AT)
            ? new Revocation(
                item.time(REVOKED_AT), item.actor(REVOKED_BY), item.textOrNull(REVOKE_REASON))
            : null,
        item.timeOrNull(ROTATED_AT),
        previousSecretUntil(
            item.timeOrNull(PREVIOUS_SECRET_UNTIL), item.timeOrNull(PREVIOUS_EXPIRES_AT)));
  }

  /** When a previous secret stops working: the earlier of its grace and the key's end then. */
  static @Nullable Instant previousSecretUntil(@Nullable Instant grace, @Nullable Instant end) {
    return grace != null && end != null && end.isBefore(grace) ? end : grace;
  }

  /** The condition that a previous secret works at an instant. */
  static String hasWorkingPrevious(Terms terms, Instant now) {
    return "%s AND %s AND (%s OR %s)"
        .formatted(
            terms.present(PREVIOUS_SECRET_HASH),
            terms.isAfter(PREVIOUS_SECRET_UNTIL, now),
            terms.absent(PREVIOUS_EXPIRES_AT),
            terms.isAfter(PREVIOUS_EXPIRES_AT, now));
  }

  /**
   * The condition that {@link #key} can read an item. Without it a change of an item that somebody
   * damaged past the API would be made, and its answer be a failure.
   */
  static String isReadable(Terms terms) {
    return String.join(
        " AND ",
        terms.texts(DATA_API_ID, NAME, PREFIX, CREATED_BY.subject(), CREATED_BY.name()),
        terms.times(CREATED_AT, EXPIRES_AT),
        "(%s OR (%s AND %s))"
            .formatted(
                terms.absent(REVOKED_AT),
                terms.times(REVOKED_AT),
                terms.texts(REVOKED_BY.subject(), REVOKED_BY.name())),
        "(%s OR %s)".formatted(terms.absent(ROTATED_AT), terms.times(ROTATED_AT)),
        "(%s OR %s)"
            .formatted(terms.absent(PREVIOUS_SECRET_UNTIL), terms.times(PREVIOUS_SECRET_UNTIL)),
        "(%s OR %s)"
            .formatted(terms.absent(PREVIOUS_EXPIRES_AT), terms.times(PREVIOUS_EXPIRES_AT)));
  }

  /** What a whole item is: a key, what remains of one, or nothing. */
  static KeyLookup lookup(Item item) {
    if (item.isEmpty()) {
      return new KeyLookup.Unknown();
    }
    return item.has(DELETED_AT) ? new KeyLookup.Deleted() : new KeyLookup.Found(stored(item));
  }

  /** The key that a whole item holds, with its hashes. */
  static StoredKey stored(Item item) {
    byte[] previous = item.bytesOrNull(PREVIOUS_SECRET_HASH);
    return new StoredKey(
        key(item),
        item.text(REGISTRATION),
        SecretHash.ofBytes(item.bytes(SECRET_HASH)),
        previous == null ? null : SecretHash.ofBytes(previous),
        item.has(CREATION_REQUEST) ? HEX.formatHex(item.bytes(CREATION_REQUEST)) : null,
        extensions(item));
  }

  private static List<Intent.Mark> extensions(Item item) {
    return EXTENSIONS.stream()
        .filter(item::has)
        .map(item::bytes)
        .filter(bytes -> bytes.length == 2 * MARK_BYTES)
        .map(HEX::formatHex)
        .map(
            hex -> new Intent.Mark(hex.substring(0, 2 * MARK_BYTES), hex.substring(2 * MARK_BYTES)))
        .distinct()
        .toList();
  }

  /** Makes an extend of an update, counted once: the item remembers it and the three before. */
  static void remember(Intent.Mark mark, Update update) {
    AttributeValue latest = Item.value(digest(mark.scope() + mark.request()));
    AttributeValue scope = Item.value(digest(mark.scope()));
    for (int i = EXTENSIONS.size() - 1; i > 0; i--) {
      update.copy(EXTENSIONS.get(i), EXTENSIONS.get(i - 1), latest);
    }
    update.set(EXTENSIONS.get(0), latest);
    EXTENSIONS.forEach(name -> update.onlyIf(terms -> "NOT " + terms.beginsWith(name, scope)));
  }

  /** The bytes of a digest in hexadecimal digits. */
  static byte[] digest(String hex) {
    return HEX.parseHex(hex);
  }
}
