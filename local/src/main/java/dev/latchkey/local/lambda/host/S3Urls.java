package dev.latchkey.local.lambda.host;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.regex.Pattern;

/**
 * Leads what functions send to https URLs of S3 to a server on this machine. Functions know nothing
 * of it: only this JVM, which is started by the local stack, can lead them there.
 */
final class S3Urls extends URLStreamHandler {
  private static final Pattern S3 = Pattern.compile("(.*\\.)?s3[.-]?[a-z0-9-]*\\.amazonaws\\.com");

  private final URI endpoint;
  private final URL https;

  S3Urls(String endpoint) throws IOException {
    this.endpoint = URI.create(endpoint);
    this.https = URI.create("https://localhost/").toURL();
  }

  /** Installs this for the JVM. */
  static void install(String endpoint) throws IOException {
    S3Urls urls = new S3Urls(endpoint);
    URL.setURLStreamHandlerFactory(protocol -> protocol.equals("https") ? urls : null);
  }

  @Override
  @SuppressWarnings("deprecation") // The other constructors ask for a handler again.
  protected URLConnection openConnection(URL url) throws IOException {
    return S3.matcher(url.getHost()).matches()
        ? endpoint.resolve(url.getFile()).toURL().openConnection()
        : new URL(https, url.toString()).openConnection();
  }
}
