package dev.latchkey.management.cloudformation;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The URL to which CloudFormation wants a response: a presigned URL of Amazon S3. A request can
 * name any URL, so every other one is refused.
 *
 * @param uri the URL
 */
public record ResponseUrl(URI uri) {
  /**
   * Hosts of S3: an optional bucket, {@code s3}, and the Region after a dot or, in older names, a
   * hyphen. China has a domain of its own. GovCloud has the form of other Regions.
   */
  private static final Pattern S3 =
      Pattern.compile(
          "(?:[a-z0-9](?:[a-z0-9.-]{0,61}[a-z0-9])?\\.)?"
              + "(?:s3(?:[.-][a-z]{2}(?:-[a-z]+)+-[0-9])?\\.amazonaws\\.com"
              + "|s3\\.cn-[a-z]+-[0-9]\\.amazonaws\\.com\\.cn)");

  private static final int HTTPS = 443;

  /** Parses a URL; empty if it is not an https URL of S3. */
  public static Optional<ResponseUrl> parse(String text) {
    try {
      URI uri = new URI(text);
      boolean isS3 =
          "https".equals(uri.getScheme())
              && uri.getHost() != null
              && S3.matcher(uri.getHost()).matches()
              && uri.getRawUserInfo() == null
              && (uri.getPort() == -1 || uri.getPort() == HTTPS)
              && uri.getRawFragment() == null;
      return isS3 ? Optional.of(new ResponseUrl(uri)) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** Returns the host only: the whole URL allows to send a response. */
  @Override
  public String toString() {
    return uri.getHost();
  }
}
