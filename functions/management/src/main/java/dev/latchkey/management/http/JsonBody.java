package dev.latchkey.management.http;

import dev.latchkey.core.application.RequestException;
import dev.latchkey.management.json.JsonDocument;
import dev.latchkey.management.json.MalformedJsonException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** Reads the JSON in a request's body. */
final class JsonBody {
  private static final int MAX_BYTES = 16 * 1024;
  private static final char REPLACEMENT = '\uFFFD';

  private JsonBody() {}

  /**
   * Returns the JSON of a request's body.
   *
   * @throws RequestException {@code UNSUPPORTED_MEDIA_TYPE}, {@code BODY_TOO_LARGE}, {@code
   *     MALFORMED_REQUEST}, checked in this order
   */
  static JsonDocument read(Request request, List<String> mediaTypes) {
    if (!request.body().isEmpty()) {
      requireMediaType(request.header("Content-Type"), mediaTypes);
    }
    requireSize(request);
    try {
      return JsonDocument.read(text(request));
    } catch (MalformedJsonException | CharacterCodingException | IllegalArgumentException e) {
      throw RequestException.of(RequestException.Reason.MALFORMED_REQUEST);
    }
  }

  /** JSON is always UTF-8, so a media type's parameters, such as a charset, are ignored. */
  private static void requireMediaType(List<String> contentType, List<String> mediaTypes) {
    String[] parts = String.join(",", contentType).toLowerCase(Locale.ROOT).split(";", -1);
    if (!mediaTypes.contains(parts[0].strip())) {
      throw RequestException.of(RequestException.Reason.UNSUPPORTED_MEDIA_TYPE);
    }
  }

  private static void requireSize(Request request) {
    String body = request.body();
    int bytes =
        request.isBase64()
            ? body.length() / 4 * 3 - (body.endsWith("==") ? 2 : body.endsWith("=") ? 1 : 0)
            : body.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_BYTES) {
      throw RequestException.of(RequestException.Reason.BODY_TOO_LARGE);
    }
  }

  /** API Gateway replaces invalid UTF-8 with U+FFFD before a function receives the body. */
  private static String requireUnreplaced(String text) throws CharacterCodingException {
    if (text.indexOf(REPLACEMENT) >= 0) {
      throw new CharacterCodingException();
    }
    return text;
  }

  private static String text(Request request) throws CharacterCodingException {
    if (!request.isBase64()) {
      return requireUnreplaced(request.body());
    }
    byte[] bytes = Base64.getDecoder().decode(request.body());
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }
}
