package dev.latchkey.core.dynamodb.item;

import dev.latchkey.core.domain.KeyId;

/**
 * The primary key of an item that holds a key or a data API.
 *
 * @param pk the partition key
 * @param sk the sort key
 */
public record ItemKey(String pk, String sk) {

  /** Returns the primary key of a key's item. */
  public static ItemKey of(KeyId keyId) {
    return new ItemKey(Attributes.KEY_PK + keyId.value(), Attributes.KEY_SK);
  }

  /** Returns the primary key of a data API's item. */
  public static ItemKey ofDataApi(String dataApiId) {
    return new ItemKey(Attributes.DATA_API_PK + dataApiId, Attributes.DATA_API_SK);
  }
}
