package dev.latchkey.core.dynamodb.item;

import java.util.List;

/**
 * The names in the table: attributes, indexes, and prefixes of keys. Times are numbers in epoch
 * seconds. Hashes and digests are binary.
 */
public final class Attributes {
  public static final String PK = "pk";
  public static final String SK = "sk";

  /** The time after which DynamoDB may delete the item, in epoch seconds. */
  public static final String TTL = "ttl";

  /**
   * Partition key of the index {@link #ALL}. Like {@link #SORT_KEY}, it exists only on items that
   * listings show.
   */
  public static final String KIND = "kind";

  /**
   * Creation time in milliseconds, {@code #}, ID: the sort key of every index except {@link
   * #BY_EXPIRY}. The ID of an event here is its own, {@code #}, and the key of what changed.
   */
  public static final String SORT_KEY = "sort_key";

  /**
   * The data API of a key. Data APIs do not have it, so that they are not listed among their keys.
   */
  public static final String DATA_API_ID = "data_api_id";

  /** The domain of a key or a data API. */
  public static final String DOMAIN = "domain";

  /** Partition key of the index {@link #BY_DOMAIN}: domain, {@code #}, kind. */
  public static final String DOMAIN_KIND = "domain_kind";

  /**
   * Partition key of the index {@link #BY_EXPIRY}; exists on keys that are neither revoked nor
   * deleted.
   */
  public static final String LIVE = "live";

  public static final String EXPIRES_AT = "expires_at";

  /** The number of changes made through the API. */
  public static final String REVISION = "revision";

  /**
   * A map of the values set at creation and by edits: each declared field by its name, and the
   * attributes below. Every index projects it, so a new field does not change the table.
   */
  public static final String ABOUT = "about";

  public static final String PREFIX = "about.prefix";
  public static final String REGISTRATION = "about.registration";
  public static final String CREATED_AT = "about.created_at";
  public static final String CREATED_BY = "about.created_by";

  /** A map of the values set by later changes. Every index projects it. */
  public static final String STATE = "state";

  public static final String SUSPENDED_AT = "state.suspended_at";
  public static final String SUSPENDED_BY = "state.suspended_by";
  public static final String SUSPEND_REASON = "state.suspend_reason";
  public static final String REVOKED_AT = "state.revoked_at";
  public static final String REVOKED_BY = "state.revoked_by";
  public static final String REVOKE_REASON = "state.revoke_reason";
  public static final String ROTATED_AT = "state.rotated_at";

  /** The end of the previous secret's grace period. */
  public static final String PREVIOUS_SECRET_UNTIL = "state.previous_secret_until";

  /**
   * The key's expiration when it was rotated. The previous secret stops working then at the latest.
   */
  public static final String PREVIOUS_EXPIRES_AT = "state.previous_expires_at";

  /** The ARN of the secret in AWS Secrets Manager that the key's secret is delivered to. */
  public static final String SECRET_ARN = "state.secret_arn";

  public static final String SECRET_HASH = "secret_hash";
  public static final String PREVIOUS_SECRET_HASH = "previous_secret_hash";

  /** Marks the item of a deleted key, data API or resource of a stack, its tombstone. */
  public static final String DELETED_AT = "deleted_at";

  public static final String DELETED_BY = "deleted_by";

  /** The digest of the request that created a key. */
  public static final String CREATION_REQUEST = "creation_request";

  /**
   * The last extensions with an {@code Idempotency-Key}, latest first: the first 6 bytes of scope
   * and request each.
   */
  public static final List<String> EXTENSIONS = List.of("ext_1", "ext_2", "ext_3", "ext_4");

  /** The write IDs of the last change and of the three before it. */
  public static final String CHANGE_ID = "change_id";

  public static final String CHANGE_ID_1 = "change_id_1";
  public static final String CHANGE_ID_2 = "change_id_2";
  public static final String CHANGE_ID_3 = "change_id_3";

  /** The write IDs of the last changes, latest first. */
  public static final List<String> CHANGE_IDS =
      List.of(CHANGE_ID, CHANGE_ID_1, CHANGE_ID_2, CHANGE_ID_3);

  /** The kind of the last change, as the word of an {@code EventKind}. */
  public static final String CHANGE = "change";

  public static final String CHANGED_AT = "changed_at";
  public static final String CHANGED_BY = "changed_by";

  /** The members of an event's {@link #ABOUT}. The event's time is its {@link #CHANGED_AT}. */
  public static final String EVENT_KIND = "about.kind";

  public static final String EVENT_BY = "about.by";

  /** The ID of the data API that changed, or whose key changed. */
  public static final String EVENT_DATA_API_ID = "about.data_api_id";

  public static final String EVENT_KEY_NAME = "about.name";
  public static final String EVENT_KEY_HINT = "about.hint";

  /** An event's changed fields, each a map of {@link #FROM} and {@link #TO}. */
  public static final String CHANGES = "about.changes";

  /** Marks an event whose change could not be read completely. */
  public static final String UNREADABLE = "about.unreadable";

  /** Marks an event whose long values were shortened. */
  public static final String CUT = "about.cut";

  /** The members of a notice's {@link #ABOUT}. The notice's time is its {@link #CHANGED_AT}. */
  public static final String NOTICE_KIND = "about.kind";

  public static final String NOTICE_DAYS = "about.days";
  public static final String NOTICE_DATA_API_ID = "about.data_api_id";
  public static final String NOTICE_KEY_NAME = "about.name";
  public static final String NOTICE_KEY_HINT = "about.hint";
  public static final String NOTICE_OWNER = "about.owner";
  public static final String NOTICE_SECRET_SINCE = "about.secret_since";
  public static final String NOTICE_LAST_USED_AT = "about.last_used_at";

  public static final String FROM = "from";
  public static final String TO = "to";

  /** The members of a map that describes an actor. */
  public static final String SUBJECT = "subject";

  public static final String NAME = "name";

  /** The index of keys by data API. */
  public static final String BY_DATA_API = "by-data-api";

  /** The index of all items by kind. */
  public static final String ALL = "all";

  /** The index of all items by domain and kind. */
  public static final String BY_DOMAIN = "by-domain";

  /** The index of keys by their expiration. */
  public static final String BY_EXPIRY = "by-expiry";

  public static final String KEY_KIND = "key";
  public static final String DATA_API_KIND = "data-api";
  public static final String EVENT_ITEM_KIND = "event";

  public static final String KEY_PK = "KEY#";
  public static final String KEY_SK = "KEY";
  public static final String DATA_API_PK = "API#";
  public static final String DATA_API_SK = "API";

  /** The prefix of the partition of a key's or data API's events. */
  public static final String EVENT_PK = "EVENT#";

  public static final String EVENT_SK = "EVENT#";

  /** The prefix of the partition of a key's usage. */
  public static final String USAGE_PK = "USAGE#";

  /** The sort key of the item that says when a key was used. */
  public static final String USAGE_TOTAL_SK = "TOTAL";

  /** The prefix of the sort keys of the items that count a key's requests on a day. */
  public static final String USAGE_DAY_SK = "DAY#";

  /** The prefix of the partitions of markers: which parts of a batch are counted. */
  public static final String USAGE_BATCH_PK = "USAGE#BATCH#";

  public static final String USAGE_BATCH_SK = "BATCH";
  public static final String FIRST_USED_AT = "first_used_at";
  public static final String LAST_USED_AT = "last_used_at";
  public static final String PREVIOUS_SECRET_LAST_USED_AT = "previous_secret_last_used_at";
  public static final String ALLOWED = "allowed";
  public static final String DENIED = "denied";

  /** The prefix of the partition of a key's quotas. The sort key is the period. */
  public static final String LIMIT_PK = "LIMIT#";

  /** How many requests of a quota are taken. */
  public static final String USED = "used";

  /** The prefix of the partition of a key's notices. */
  public static final String NOTICE_PK = "NOTICE#";

  /** The prefix of the partition of what a stack declares. */
  public static final String STACK_PK = "STACK#";

  public static final String STACK_SK = "RESOURCE";
  public static final String STACK_ID = "about.stack_id";
  public static final String LOGICAL_ID = "about.logical_id";

  /** The IDs of the stack's last requests about the resource. */
  public static final String STACK_REQUESTS = "about.requests";

  public static final String STACK_KEY_ID = "about.key_id";
  public static final String STACK_DATA_API_ID = "about.data_api_id";

  private Attributes() {}
}
