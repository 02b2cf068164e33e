package dev.latchkey.key;

/**
 * What a history is about: a key or a data API.
 *
 * @param type which of the two
 * @param id its id
 */
public record EventSubject(Type type, String id) {

  /** The things that have a history. */
  public enum Type {
    KEY,
    DATA_API
  }

  /** A key's history. */
  public static EventSubject of(KeyId keyId) {
    return new EventSubject(Type.KEY, keyId.value());
  }

  /** A data API's history. */
  public static EventSubject ofDataApi(String dataApiId) {
    return new EventSubject(Type.DATA_API, dataApiId);
  }
}
