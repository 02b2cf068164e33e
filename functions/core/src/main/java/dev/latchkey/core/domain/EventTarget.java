package dev.latchkey.core.domain;

/**
 * What a history is about: a key or a data API.
 *
 * @param type which of the two
 * @param id its id
 */
public record EventTarget(Type type, String id) {

  /** The things that have a history. */
  public enum Type {
    KEY,
    DATA_API
  }

  /** A key's history. */
  public static EventTarget of(KeyId keyId) {
    return new EventTarget(Type.KEY, keyId.value());
  }

  /** A data API's history. */
  public static EventTarget ofDataApi(String dataApiId) {
    return new EventTarget(Type.DATA_API, dataApiId);
  }
}
