package dev.latchkey.core.application;

/**
 * An error in one part of a request.
 *
 * @param place the kind of part
 * @param name the part: a JSON Pointer (RFC 6901) into the body, or the name of a parameter or
 *     header
 * @param detail what is wrong, as a phrase that follows the part's name
 */
public record FieldError(Place place, String name, String detail) {

  /** A kind of part of a request. */
  public enum Place {
    POINTER,
    PARAMETER,
    HEADER
  }

  /** Returns an error in the body. */
  public static FieldError pointer(String pointer, String detail) {
    return new FieldError(Place.POINTER, pointer, detail);
  }

  /** Returns an error in the query. */
  public static FieldError parameter(String name, String detail) {
    return new FieldError(Place.PARAMETER, name, detail);
  }

  /** Returns an error in a header. */
  public static FieldError header(String name, String detail) {
    return new FieldError(Place.HEADER, name, detail);
  }
}
