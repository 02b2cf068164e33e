package dev.latchkey.local.gateway;

import java.util.List;
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

  static String newId() {
    return UUID.randomUUID().toString();
  }
}
