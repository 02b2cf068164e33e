package dev.latchkey.management.cloudformation;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.time.Duration;

/**
 * Puts responses to their presigned URLs. It follows no redirect, and sends no {@code
 * Content-Type}, which the signature does not include.
 *
 * @param timeout the timeout of one attempt: to connect, and then to read
 */
public record S3ResponseSender(Duration timeout) implements ResponseSender {
  private static final int ATTEMPTS = 2;
  private static final int OK = 200;

  @Override
  public void send(ResponseUrl url, byte[] response) throws IOException {
    IOException last = new IOException();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        int status = put(url, response);
        if (status == OK) {
          return;
        }
        last = new IOException(url + " responded with " + status);
      } catch (IOException e) {
        last = new IOException(url + " did not respond", e);
      }
    }
    throw last;
  }

  private int put(ResponseUrl url, byte[] response) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url.uri().toURL().openConnection();
    try {
      connection.setRequestMethod("PUT");
      connection.setInstanceFollowRedirects(false);
      connection.setUseCaches(false);
      connection.setConnectTimeout((int) timeout.toMillis());
      connection.setReadTimeout((int) timeout.toMillis());
      connection.setDoOutput(true);
      connection.setFixedLengthStreamingMode(response.length);
      try (OutputStream body = connection.getOutputStream()) {
        body.write(response);
      }
      return connection.getResponseCode();
    } finally {
      connection.disconnect();
    }
  }
}
