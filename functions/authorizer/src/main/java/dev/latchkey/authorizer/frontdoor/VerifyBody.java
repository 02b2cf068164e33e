package dev.latchkey.authorizer.frontdoor;

import static dev.latchkey.authorizer.frontdoor.RejectedRequestException.malformed;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.latchkey.core.domain.ApiRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/verify}: the method, host and path of a request. */
final class VerifyBody {
  private static final String METHOD = "method";
  private static final String HOST = "host";
  private static final String PATH = "path";
  private static final List<String> FIELDS = List.of(METHOD, HOST, PATH);
  private static final int MAX_SHOWN = 64;

  private VerifyBody() {}

  /**
   * Returns the request that a body names.
   *
   * @throws RejectedRequestException if it is not a JSON object, or a field is wrong
   */
  static ApiRequest read(byte @Nullable [] body) {
    Map<String, String> errors = new LinkedHashMap<>();
    Map<String, String> values = new LinkedHashMap<>();
    try (JsonParser parser =
        FunctionUrlEvent.JSON.createParser(body == null ? new byte[0] : body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw malformed("The body is not a JSON object.");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        readField(parser, values, errors);
      }
      if (parser.nextToken() != null) {
        throw malformed("The body is not a JSON object.");
      }
    } catch (IOException e) {
      throw malformed("The body is not a JSON object.");
    }
    for (String name : FIELDS) {
      if (!values.containsKey(name)) {
        errors.putIfAbsent("/" + name, "is required");
      }
    }
    String path = values.getOrDefault(PATH, "");
    if (values.containsKey(PATH) && !path.startsWith("/")) {
      errors.put("/" + PATH, "must begin with /");
    }
    if (!errors.isEmpty()) {
      throw RejectedRequestException.invalid(errors);
    }
    return ApiRequest.toHost(
        FrontDoorRequests.host(values.getOrDefault(HOST, "")),
        values.getOrDefault(METHOD, ""),
        FrontDoorRequests.path(path));
  }

  private static void readField(
      JsonParser parser, Map<String, String> values, Map<String, String> errors)
      throws IOException {
    String name = parser.currentName();
    JsonToken at = parser.nextToken();
    if (!FIELDS.contains(name)) {
      errors.put("/" + shown(name), "is not a field of this request");
    } else if (at != JsonToken.VALUE_STRING) {
      errors.put("/" + name, "must be a string");
    } else if (parser.getText().isBlank()) {
      errors.put("/" + name, "must not be blank");
    } else {
      values.put(name, parser.getText());
    }
    parser.skipChildren();
  }

  private static String shown(String name) {
    String cut = name.length() > MAX_SHOWN ? name.substring(0, MAX_SHOWN) + "…" : name;
    return cut.replace("~", "~0").replace("/", "~1");
  }
}
