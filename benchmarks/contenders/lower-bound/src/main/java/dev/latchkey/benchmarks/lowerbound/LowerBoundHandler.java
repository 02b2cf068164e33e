package dev.latchkey.benchmarks.lowerbound;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.net.ssl.SSLSocketFactory;

/**
 * Reads one item by a request that it signs itself, and answers with the item's length. Benchmark
 * code only.
 */
public final class LowerBoundHandler implements RequestStreamHandler {
  private final URI endpoint = URI.create(System.getenv("AWS_ENDPOINT_URL_DYNAMODB"));
  private final Signature signature = Signature.fromEnvironment(endpoint.getAuthority());
  private final Socket socket;
  private final InputStream answers;

  /**
   * Opens the connection.
   *
   * @throws IOException if the table's endpoint does not answer
   */
  public LowerBoundHandler() throws IOException {
    socket = SSLSocketFactory.getDefault().createSocket(endpoint.getHost(), endpoint.getPort());
    socket.setTcpNoDelay(true);
    answers = new BufferedInputStream(socket.getInputStream(), 16_384);
    read("{}");
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    String event = new String(input.readAllBytes(), StandardCharsets.UTF_8);
    int at = event.indexOf("lk_");
    String keyId = event.substring(at + 3, at + 19);
    int length =
        read(
            "{\"TableName\":\"keys\",\"Key\":{\"pk\":{\"S\":\"KEY#"
                + keyId
                + "\"},\"sk\":{\"S\":\"KEY\"}},\"ConsistentRead\":true}");
    output.write(("{\"length\":" + length + "}").getBytes(StandardCharsets.UTF_8));
  }

  private int read(String body) throws IOException {
    byte[] payload = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "POST / HTTP/1.1\r\nHost: "
            + endpoint.getAuthority()
            + "\r\nContent-Type: application/x-amz-json-1.0\r\nX-Amz-Target: "
            + Signature.TARGET
            + "\r\nContent-Length: "
            + payload.length
            + "\r\n"
            + signature.headers(payload)
            + "\r\n";
    OutputStream requests = socket.getOutputStream();
    requests.write(head.concat(body).getBytes(StandardCharsets.UTF_8));
    int length = 0;
    for (String line = line(); !line.isEmpty(); line = line()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(15).trim());
      }
    }
    return answers.readNBytes(length).length;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = answers.read(); c != '\n'; c = answers.read()) {
      if (c < 0) {
        throw new IOException("The connection ended.");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}
