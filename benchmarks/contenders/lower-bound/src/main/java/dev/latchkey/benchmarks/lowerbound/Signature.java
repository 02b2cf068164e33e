package dev.latchkey.benchmarks.lowerbound;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** AWS Signature Version 4 for one fixed shape of request. */
final class Signature {
  static final String TARGET = "DynamoDB_20120810.GetItem";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final HexFormat HEX = HexFormat.of();

  private final String host;
  private final String region;
  private final String accessKeyId;
  private final byte[] secret;

  private Signature(String host, String region, String accessKeyId, String secretAccessKey) {
    this.host = host;
    this.region = region;
    this.accessKeyId = accessKeyId;
    this.secret = ("AWS4" + secretAccessKey).getBytes(StandardCharsets.UTF_8);
  }

  static Signature fromEnvironment(String host) {
    return new Signature(
        host,
        System.getenv("AWS_REGION"),
        System.getenv("AWS_ACCESS_KEY_ID"),
        System.getenv("AWS_SECRET_ACCESS_KEY"));
  }

  /** The header lines that sign a payload sent now. */
  String headers(byte[] payload) {
    String time = TIME.format(Instant.now());
    String day = time.substring(0, 8);
    String scope = day + "/" + region + "/dynamodb/aws4_request";
    String canonical =
        "POST\n/\n\nhost:"
            + host
            + "\nx-amz-date:"
            + time
            + "\nx-amz-target:"
            + TARGET
            + "\n\nhost;x-amz-date;x-amz-target\n"
            + sha256(payload);
    String toSign =
        "AWS4-HMAC-SHA256\n"
            + time
            + "\n"
            + scope
            + "\n"
            + sha256(canonical.getBytes(StandardCharsets.UTF_8));
    byte[] key = hmac(hmac(hmac(hmac(secret, day), region), "dynamodb"), "aws4_request");
    return "X-Amz-Date: "
        + time
        + "\r\nAuthorization: AWS4-HMAC-SHA256 Credential="
        + accessKeyId
        + "/"
        + scope
        + ", SignedHeaders=host;x-amz-date;x-amz-target, Signature="
        + HEX.formatHex(hmac(key, toSign))
        + "\r\n";
  }

  private static String sha256(byte[] bytes) {
    try {
      return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
