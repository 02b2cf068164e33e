package dev.latchkey.authorizer.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.latchkey.core.application.KeyHeaders;
import dev.latchkey.core.application.KeyHeaders.Credential;
import dev.latchkey.core.domain.ApiRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the relevant fields of an event and skips all others. It rejects events that API Gateway
 * would not send: invalid JSON, duplicate fields, and events that are too long or too deeply
 * nested.
 */
public final class EventReader {
  /** The maximum length of a text. API Gateway accepts 10,240 bytes of request line and headers. */
  private static final int MAX_TEXT = 16_384;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxDocumentLength(1 << 20)
                  .maxNestingDepth(32)
                  .maxStringLength(MAX_TEXT)
                  .maxNameLength(MAX_TEXT)
                  .maxTokenCount(20_000)
                  .build())
          .build();

  private final JsonParser parser;
  private final KeyHeaders headers = new KeyHeaders();
  private @Nullable String type;
  private @Nullable String version;
  private @Nullable String methodArn;
  private @Nullable String routeArn;
  private @Nullable String token;
  private @Nullable String resource;
  private @Nullable String routeKey;
  private @Nullable String requestId;
  private @Nullable String extendedRequestId;
  private @Nullable String sourceIp;
  private @Nullable String endpointId;

  private EventReader(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * Returns the event from a stream; empty for the daily ping.
   *
   * @param prefixes the accepted key prefixes
   * @throws MalformedEventException if the event is not one that API Gateway sends
   */
  public static Optional<AuthorizerEvent> read(InputStream in, List<String> prefixes) {
    try (JsonParser parser = JSON.createParser(in)) {
      EventReader reader = new EventReader(parser);
      reader.readRoot();
      return reader.event(prefixes);
    } catch (IOException e) {
      throw new MalformedEventException(e.getClass().getSimpleName());
    }
  }

  private Optional<AuthorizerEvent> event(List<String> prefixes) {
    AuthorizerEvent.Format format = AuthorizerEvent.Format.of(type, version);
    if (format == null) {
      throw new MalformedEventException("unknown type or version");
    }
    if (format == AuthorizerEvent.Format.PING) {
      return Optional.empty();
    }
    String arn = format == AuthorizerEvent.Format.HTTP_2 ? routeArn : methodArn;
    if (arn == null) {
      throw new MalformedEventException("no ARN");
    }
    MethodArn requested = MethodArn.parse(arn);
    return Optional.of(
        new AuthorizerEvent(
            format,
            requested,
            credential(format, prefixes),
            sourceIp,
            endpointId != null,
            route(requested.request()),
            requestId,
            extendedRequestId));
  }

  private @Nullable String route(ApiRequest request) {
    return resource == null ? routeKey : request.method() + " " + resource;
  }

  private Credential credential(AuthorizerEvent.Format format, List<String> prefixes) {
    if (format == AuthorizerEvent.Format.TOKEN) {
      return token == null ? new Credential.None() : KeyHeaders.ofToken(token);
    }
    return headers.credential(prefixes);
  }

  private void readRoot() throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new MalformedEventException("not a JSON object");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      readField(parser.currentName());
    }
    if (parser.nextToken() != null) {
      throw new MalformedEventException("more than one object");
    }
  }

  private void readField(String name) throws IOException {
    parser.nextToken();
    switch (name) {
      case "type" -> type = once(type);
      case "version" -> version = once(version);
      case "methodArn" -> methodArn = once(methodArn);
      case "routeArn" -> routeArn = once(routeArn);
      case "resource" -> resource = once(resource);
      case "routeKey" -> routeKey = once(routeKey);
      case "authorizationToken" -> token = once(token);
      case "headers" -> readHeaders();
      case "multiValueHeaders" -> readAllHeaders();
      case "requestContext" -> readContext();
      default -> parser.skipChildren();
    }
  }

  private void readContext() throws IOException {
    if (!isObject()) {
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "requestId" -> requestId = once(requestId);
        case "extendedRequestId" -> extendedRequestId = once(extendedRequestId);
        case "identity", "http" -> readClient();
        default -> parser.skipChildren();
      }
    }
  }

  private void readClient() throws IOException {
    if (!isObject()) {
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "sourceIp" -> sourceIp = once(sourceIp);
        case "vpceId" -> endpointId = once(endpointId);
        default -> parser.skipChildren();
      }
    }
  }

  private void readHeaders() throws IOException {
    if (!isObject()) {
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      String value = text(parser.nextToken(), KeyHeaders.mayCarryKey(name));
      if (value != null) {
        headers.add(name, value);
      }
    }
  }

  private void readAllHeaders() throws IOException {
    if (!isObject()) {
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (parser.nextToken() != JsonToken.START_ARRAY || !KeyHeaders.mayCarryKey(name)) {
        parser.skipChildren();
        continue;
      }
      for (JsonToken at = parser.nextToken(); at != JsonToken.END_ARRAY; at = parser.nextToken()) {
        String value = text(at, true);
        if (value != null) {
          headers.addOneOfAll(name, value);
        }
      }
    }
  }

  private boolean isObject() throws IOException {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      return true;
    }
    parser.skipChildren();
    return false;
  }

  private @Nullable String once(@Nullable String before) throws IOException {
    String value = text(parser.currentToken(), true);
    if (before != null && value != null) {
      throw new MalformedEventException("duplicate field");
    }
    return value == null ? before : value;
  }

  /**
   * Returns the text at the parser's position if it is a wanted string; otherwise skips it and
   * returns {@code null}.
   */
  private @Nullable String text(JsonToken at, boolean wanted) throws IOException {
    if (wanted && at == JsonToken.VALUE_STRING) {
      return parser.getText();
    }
    parser.skipChildren();
    return null;
  }
}
