package dev.latchkey.core.application;

/**
 * What is wrong with one part of a request.
 *
 * @param place what kind of part it is
 * @param name the part: a JSON Pointer (RFC 6901) into the body, or the name of a parameter or
 *     header
 * @param detail what is wrong, in words that follow the part's name
 */
public record FieldError(Place place, String name, String detail) {

  /** A kind of part of a request. */
  public enum Place {
    POINTER,
    PARAMETER,
    HEADER
  }

  /** Something wrong in the body. */
  public static FieldError pointer(String pointer, String detail) {
    return new FieldError(Place.POINTER, pointer, detail);
  }

  /** Something wrong in the query. */
  public static FieldError parameter(String name, String detail) {
    return new FieldError(Place.PARAMETER, name, detail);
  }

  /** Something wrong in a header. */
  public static FieldError header(String name, String detail) {
    return new FieldError(Place.HEADER, name, detail);
  }
}
