package dev.latchkey.authorizer.frontdoor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.latchkey.authorizer.event.MalformedEventException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request to a Lambda function URL (payload format 2.0).
 *
 * @param method the method, as it was sent
 * @param path the path, percent-encoded as it was sent, without the query
 * @param headers values by name in lower case; a comma separates several values of one name
 * @param sourceIp the sender's address
 * @param body the body in Base64 if {@code isEncoded}, else as text
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads">Function
 *     URL payloads</a>
 */
public record FunctionUrlEvent(
    String method,
    String path,
    Map<String, String> headers,
    String sourceIp,
    String body,
    boolean isEncoded) {
  /** The maximum length of a text. Lambda accepts 6 MB. */
  private static final int MAX_TEXT = 10_000_000;

  static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(32)
                  .maxStringLength(MAX_TEXT)
                  .maxTokenCount(20_000)
                  .build())
          .build();

  /**
   * Returns the event from a stream; empty for the daily ping.
   *
   * @throws MalformedEventException if the event is not one of a function URL
   */
  public static Optional<FunctionUrlEvent> read(InputStream in) {
    try (JsonParser parser = JSON.createParser(in)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedEventException("not a JSON object");
      }
      return new Reader(parser).read();
    } catch (IOException e) {
      throw new MalformedEventException(e.getClass().getSimpleName());
    }
  }

  /** Returns the value of a header; {@code null} if it is absent or blank. */
  @Nullable String header(String lowerCase) {
    String value = headers.get(lowerCase);
    return value == null || value.isBlank() ? null : value.strip();
  }

  /** Returns the body; {@code null} if it should be Base64 and is not. */
  byte @Nullable [] bytes() {
    try {
      return isEncoded ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }

  /** Reads one event. */
  private static final class Reader {
    private final JsonParser parser;
    private final Map<String, String> headers = new HashMap<>();
    private @Nullable String type;
    private @Nullable String method;
    private @Nullable String path;
    private @Nullable String sourceIp;
    private String body = "";
    private boolean isEncoded;

    private Reader(JsonParser parser) {
      this.parser = parser;
    }

    Optional<FunctionUrlEvent> read() throws IOException {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken at = parser.nextToken();
        switch (name) {
          case "type" -> type = text(at);
          case "rawPath" -> path = text(at);
          case "headers" -> readHeaders(at);
          case "requestContext" -> readContext(at);
          case "body" -> body = at == JsonToken.VALUE_STRING ? parser.getText() : "";
          case "isBase64Encoded" -> isEncoded = at == JsonToken.VALUE_TRUE;
          default -> parser.skipChildren();
        }
      }
      if ("PING".equals(type)) {
        return Optional.empty();
      }
      if (method == null || path == null || sourceIp == null) {
        throw new MalformedEventException("not the event of a function URL");
      }
      return Optional.of(
          new FunctionUrlEvent(method, path, Map.copyOf(headers), sourceIp, body, isEncoded));
    }

    private void readContext(JsonToken start) throws IOException {
      if (start != JsonToken.START_OBJECT) {
        parser.skipChildren();
        return;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken at = parser.nextToken();
        if (name.equals("http") && at == JsonToken.START_OBJECT) {
          readHttp();
        } else {
          parser.skipChildren();
        }
      }
    }

    private void readHttp() throws IOException {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken at = parser.nextToken();
        switch (name) {
          case "method" -> method = text(at);
          case "sourceIp" -> sourceIp = text(at);
          default -> parser.skipChildren();
        }
      }
    }

    private void readHeaders(JsonToken start) throws IOException {
      if (start != JsonToken.START_OBJECT) {
        parser.skipChildren();
        return;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName().toLowerCase(Locale.ROOT);
        String value = text(parser.nextToken());
        if (value != null) {
          headers.merge(name, value, (first, second) -> first + "," + second);
        }
      }
    }

    private @Nullable String text(JsonToken at) throws IOException {
      if (at == JsonToken.VALUE_STRING) {
        return parser.getText();
      }
      parser.skipChildren();
      return null;
    }
  }
}
