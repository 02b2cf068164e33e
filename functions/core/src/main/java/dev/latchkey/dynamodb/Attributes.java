package dev.latchkey.dynamodb;

import java.util.List;

/**
 * The names of the table: its attributes, its indexes, and the words that key its items. Times are
 * numbers, in epoch seconds; hashes and digests are binary.
 */
final class Attributes {
  static final String PK = "pk";
  static final String SK = "sk";

  /** When DynamoDB may delete the item, in epoch seconds. */
  static final String TTL = "ttl";

  /** Hash of the index {@link #ALL}; like {@link #SORT_KEY} only where a listing shows the item. */
  static final String KIND = "kind";

  /** Creation time in milliseconds, {@code #}, id: the order of both indexes. */
  static final String SORT_KEY = "sort_key";

  /** The data API of a key. Data APIs do not carry it: they are not listed among their keys. */
  static final String DATA_API_ID = "data_api_id";

  static final String NAME = "name";
  static final String DESCRIPTION = "description";
  static final String PREFIX = "prefix";
  static final String DOMAIN = "domain";
  static final String DATASET = "dataset";

  /** A data API's registration; of a key, that of the data API that it was created for. */
  static final String REGISTRATION = "registration";

  static final String CREATED_AT = "created_at";
  static final By CREATED_BY = new By("created_by");
  static final String EXPIRES_AT = "expires_at";
  static final String REVOKED_AT = "revoked_at";
  static final By REVOKED_BY = new By("revoked_by");
  static final String REVOKE_REASON = "revoke_reason";
  static final String ROTATED_AT = "rotated_at";

  /** When the previous secret's grace ends. */
  static final String PREVIOUS_SECRET_UNTIL = "previous_secret_until";

  /** The key's expiration when it was rotated, at which the previous secret ends too. */
  static final String PREVIOUS_EXPIRES_AT = "previous_expires_at";

  static final String SECRET_HASH = "secret_hash";
  static final String PREVIOUS_SECRET_HASH = "previous_secret_hash";

  /** Its presence makes the item a deleted one. */
  static final String DELETED_AT = "deleted_at";

  static final By DELETED_BY = new By("deleted_by");

  /** Digest of the request that made a key. */
  static final String CREATION_REQUEST = "creation_request";

  /**
   * The last extends that carried an {@code Idempotency-Key}, the latest first: of each the scope's
   * first 6 bytes and the request's.
   */
  static final List<String> EXTENSIONS = List.of("ext_1", "ext_2", "ext_3", "ext_4");

  /** The write ID of the last change, and those of the three before it. */
  static final String CHANGE_ID = "change_id";

  static final String CHANGE_ID_1 = "change_id_1";
  static final String CHANGE_ID_2 = "change_id_2";
  static final String CHANGE_ID_3 = "change_id_3";

  /** The write IDs of the last changes, the latest first. */
  static final List<String> CHANGE_IDS = List.of(CHANGE_ID, CHANGE_ID_1, CHANGE_ID_2, CHANGE_ID_3);

  /** What the last change was: the word of an event's kind. */
  static final String CHANGE = "change";

  static final String CHANGED_AT = "changed_at";
  static final By CHANGED_BY = new By("changed_by");

  /** An event's fields, each a map of {@link #FROM} and {@link #TO}. */
  static final String CHANGES = "changes";

  /** On an event whose change could not be read in full. */
  static final String UNREADABLE = "unreadable";

  /** On an event whose long values are cut. */
  static final String CUT = "cut";

  static final String FROM = "from";
  static final String TO = "to";

  static final String ROUTES = "routes";
  static final String API_ID = "api_id";
  static final String STAGE = "stage";
  static final String METHOD = "method";
  static final String PATH = "path";

  /** The index by data API. */
  static final String BY_DATA_API = "by-data-api";

  /** The index of everything of one kind. */
  static final String ALL = "all";

  static final String KEY_KIND = "key";
  static final String DATA_API_KIND = "data-api";

  static final String KEY_PK = "KEY#";
  static final String KEY_SK = "KEY";
  static final String DATA_API_PK = "API#";
  static final String DATA_API_SK = "API";

  /** Before the partition of a key or a data API: the partition of its events. */
  static final String EVENT_PK = "EVENT#";

  static final String EVENT_SK = "EVENT#";

  private Attributes() {}

  /** The two attributes that say who did something. */
  record By(String prefix) {
    String subject() {
      return prefix + "_subject";
    }

    String name() {
      return prefix + "_name";
    }
  }
}
