package dev.latchkey.authorizer.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.core.application.Deadline;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.crt.auth.credentials.Credentials;
import software.amazon.awssdk.crt.auth.signing.AwsSigner;
import software.amazon.awssdk.crt.auth.signing.AwsSigningConfig;
import software.amazon.awssdk.crt.auth.signing.AwsSigningConfig.AwsSignatureType;
import software.amazon.awssdk.crt.auth.signing.AwsSigningConfig.AwsSignedBodyHeaderType;
import software.amazon.awssdk.crt.auth.signing.AwsSigningConfig.AwsSigningAlgorithm;
import software.amazon.awssdk.crt.http.HttpHeader;
import software.amazon.awssdk.crt.http.HttpRequest;
import software.amazon.awssdk.crt.http.HttpRequestBodyStream;

/**
 * Signs requests and sends them over AWS's Common Runtime (CRT).
 *
 * @param connections the connections to send requests on
 * @param region the Region in signatures
 * @param clock the time in signatures
 */
record CrtTransport(
    CrtConnections connections,
    String region,
    AwsCredentialsProvider credentials,
    InstantSource clock)
    implements Transport {
  private static final HttpHeader CONTENT_TYPE =
      new HttpHeader("Content-Type", "application/x-amz-json-1.0");
  private static final String TARGET = "X-Amz-Target";
  private static final String API = "DynamoDB_20120810.";
  private static final HttpHeader GET = new HttpHeader(TARGET, API + GET_ITEM);
  private static final HttpHeader USER_AGENT = new HttpHeader("User-Agent", "latchkey");

  @Override
  public Response send(String operation, byte[] body, Deadline deadline) throws IOException {
    HttpHeader[] headers = {
      new HttpHeader("Host", connections.endpoint().getAuthority()),
      CONTENT_TYPE,
      operation.equals(GET_ITEM) ? GET : new HttpHeader(TARGET, API + operation),
      USER_AGENT,
      new HttpHeader("Content-Length", Integer.toString(body.length))
    };
    HttpRequest request = new HttpRequest("POST", "/", headers, new Body(body));
    HttpRequest signed = signed(request);
    return connections.exchange(deadline).run(signed);
  }

  @Override
  public void close() {
    connections.close();
  }

  private HttpRequest signed(HttpRequest request) throws IOException {
    try (AwsSigningConfig config = new AwsSigningConfig()) {
      config.setAlgorithm(AwsSigningAlgorithm.SIGV4);
      config.setSignatureType(AwsSignatureType.HTTP_REQUEST_VIA_HEADERS);
      config.setSignedBodyHeader(AwsSignedBodyHeaderType.X_AMZ_CONTENT_SHA256);
      config.setService("dynamodb");
      config.setRegion(region);
      config.setTime(clock.millis());
      config.setCredentials(crtCredentials(credentials.resolveCredentials()));
      return AwsSigner.signRequest(request, config).join();
    } catch (CompletionException e) {
      throw new IOException("The request could not be signed.", e);
    }
  }

  private static Credentials crtCredentials(AwsCredentials credentials) {
    return new Credentials(
        credentials.accessKeyId().getBytes(UTF_8),
        credentials.secretAccessKey().getBytes(UTF_8),
        token(credentials));
  }

  private static byte @Nullable [] token(AwsCredentials credentials) {
    return credentials instanceof AwsSessionCredentials session
        ? session.sessionToken().getBytes(UTF_8)
        : null;
  }

  /** The body of a request. The CRT reads it twice: to sign it and to send it. */
  private static final class Body implements HttpRequestBodyStream {
    private final ByteBuffer left;

    Body(byte[] bytes) {
      left = ByteBuffer.wrap(bytes);
    }

    @Override
    public boolean sendRequestBody(ByteBuffer out) {
      int length = Math.min(out.remaining(), left.remaining());
      out.put(left.slice().limit(length));
      left.position(left.position() + length);
      return !left.hasRemaining();
    }

    @Override
    public boolean resetPosition() {
      left.rewind();
      return true;
    }

    @Override
    public long getLength() {
      return left.capacity();
    }
  }
}
