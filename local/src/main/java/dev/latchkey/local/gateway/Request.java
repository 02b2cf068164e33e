package dev.latchkey.local.gateway;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * A request as it came, whole.
 *
 * @param id the request id
 * @param path as it was sent, percent-encoded
 * @param rawQuery as it was sent, without the question mark
 * @param query decoded
 * @param received when, in ms since the epoch
 */
@SuppressWarnings("ArrayRecordComponent") // The bytes are passed on, never compared.
record Request(
    String id,
    String method,
    String path,
    String rawQuery,
    Map<String, List<String>> query,
    Headers headers,
    byte[] body,
    String sourceIp,
    String protocol,
    long received) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

  static String newId() {
    return UUID.randomUUID().toString();
  }

  /** When it was received, as API Gateway writes it: {@code 09/Apr/2015:12:34:56 +0000}. */
  String time() {
    return TIME.format(Instant.ofEpochMilli(received));
  }

  /** The same request with other headers and another body. */
  Request with(Headers otherHeaders, byte[] otherBody) {
    return new Request(
        id, method, path, rawQuery, query, otherHeaders, otherBody, sourceIp, protocol, received);
  }
}
