package dev.latchkey.core.domain;

/**
 * The subject of an audit event: a key or a data API.
 *
 * @param type its type
 * @param id its ID
 */
public record EventTarget(Type type, String id) {

  /** The types of subjects. */
  public enum Type {
    KEY,
    DATA_API
  }

  /** Returns a key as subject. */
  public static EventTarget of(KeyId keyId) {
    return new EventTarget(Type.KEY, keyId.value());
  }

  /** Returns a data API as subject. */
  public static EventTarget ofDataApi(String dataApiId) {
    return new EventTarget(Type.DATA_API, dataApiId);
  }
}
