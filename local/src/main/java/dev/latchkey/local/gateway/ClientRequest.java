package dev.latchkey.local.gateway;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * A request as it came, whole.
 *
 * @param id the request ID: the client's, if it sends a UUID in {@code X-Amzn-RequestId}
 * @param extendedId the request ID that no client can set
 * @param path as it was sent, percent-encoded
 * @param rawQuery as it was sent, without the question mark
 * @param query decoded
 * @param received when, in ms since the epoch
 */
@SuppressWarnings("ArrayRecordComponent") // The bytes are passed on, never compared.
record ClientRequest(
    String id,
    String extendedId,
    String method,
    String path,
    String rawQuery,
    Map<String, List<String>> query,
    Headers headers,
    byte[] body,
    String sourceIp,
    String protocol,
    long received) {
  private static final Pattern A_UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** The request ID of a request with these headers. */
  static String id(Headers headers) {
    List<String> sent = headers.all("X-Amzn-RequestId");
    return sent.size() == 1 && A_UUID.matcher(sent.get(0)).matches()
        ? sent.get(0)
        : UUID.randomUUID().toString();
  }

  /** A new request ID in the form of {@code $context.extendedRequestId}. */
  static String newExtendedId() {
    byte[] bytes = new byte[11];
    ThreadLocalRandom.current().nextBytes(bytes);
    return Base64.getUrlEncoder().encodeToString(bytes);
  }

  /** When it was received, as API Gateway writes it: {@code 09/Apr/2015:12:34:56 +0000}. */
  String time() {
    return TIME.format(Instant.ofEpochMilli(received));
  }

  /** The same request with other headers and another body. */
  ClientRequest with(Headers otherHeaders, byte[] otherBody) {
    return new ClientRequest(
        id,
        extendedId,
        method,
        path,
        rawQuery,
        query,
        otherHeaders,
        otherBody,
        sourceIp,
        protocol,
        received);
  }
}
