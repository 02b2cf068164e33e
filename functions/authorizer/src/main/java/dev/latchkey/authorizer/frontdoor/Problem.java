package dev.latchkey.authorizer.frontdoor;

import dev.latchkey.core.telemetry.JsonBuffer;
import java.util.Map;

/**
 * A problem (RFC 9457).
 *
 * @param type the last part of its type
 * @param errors what is wrong with the body, by JSON Pointer
 */
record Problem(String type, String title, String detail, Map<String, String> errors) {
  static final String MEDIA_TYPE = "application/problem+json";

  private static final int USUAL_LENGTH = 512;

  Problem(String type, String title, String detail) {
    this(type, title, detail, Map.of());
  }

  static Problem of(RejectedRequestException rejected) {
    return new Problem(
        rejected.problem(),
        rejected.title(),
        String.valueOf(rejected.getMessage()),
        rejected.errors());
  }

  JsonBuffer json(int status, String requestId) {
    JsonBuffer json = new JsonBuffer(USUAL_LENGTH).beginObject();
    json.name("type").string("urn:latchkey:problem:" + type);
    json.name("title").string(title).name("status").number(status).name("detail").string(detail);
    json.name("instance").string(requestId);
    if (!errors.isEmpty()) {
      json.name("errors").beginArray();
      errors.forEach(
          (pointer, wrong) ->
              json.beginObject()
                  .name("pointer")
                  .string(pointer)
                  .name("detail")
                  .string(wrong)
                  .endObject());
      json.endArray();
    }
    return json.endObject();
  }
}
