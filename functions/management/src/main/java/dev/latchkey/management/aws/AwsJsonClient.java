package dev.latchkey.management.aws;

import dev.latchkey.management.json.JsonObject;
import dev.latchkey.management.json.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * Sends requests to one service of AWS in its JSON protocol, version 1.1. The SDK signs and sends
 * them. The SDK's own clients of these services would make the package larger.
 *
 * @param http sends requests
 * @param endpoint the service's endpoint
 * @param service the service's name in signatures
 * @param region the Region in signatures
 * @param credentials the function's credentials
 */
public record AwsJsonClient(
    SdkHttpClient http,
    URI endpoint,
    String service,
    String region,
    AwsCredentialsProvider credentials) {

  /**
   * Returns a client.
   *
   * @param timeout of one request: to connect, and then for each read
   */
  public static AwsJsonClient create(
      URI endpoint,
      String service,
      String region,
      AwsCredentialsProvider credentials,
      Duration timeout) {
    return new AwsJsonClient(
        UrlConnectionHttpClient.builder().connectionTimeout(timeout).socketTimeout(timeout).build(),
        endpoint,
        service,
        region,
        credentials);
  }

  /**
   * Sends a request once, and returns the response.
   *
   * @param target the service's name in the protocol and the operation, such as {@code
   *     AWSEvents.PutEvents}
   * @throws IOException if there is no response
   */
  public AwsJsonResponse send(String target, JsonObject body) throws IOException {
    try {
      SignedRequest signed = signed(target, JsonText.of(body));
      HttpExecuteResponse response =
          http.prepareRequest(
                  HttpExecuteRequest.builder()
                      .request(signed.request())
                      .contentStreamProvider(signed.payload().orElseThrow())
                      .build())
              .call();
      return new AwsJsonResponse(response.httpResponse().statusCode(), body(response));
    } catch (SdkException | UncheckedIOException | IOException e) {
      throw new IOException(operation(target) + " got no response.", e);
    }
  }

  private static String operation(String target) {
    return target.substring(target.indexOf('.') + 1);
  }

  private SignedRequest signed(String target, String body) {
    ContentStreamProvider payload = ContentStreamProvider.fromUtf8String(body);
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(endpoint)
            .encodedPath("/")
            .putHeader("Content-Type", "application/x-amz-json-1.1")
            .putHeader(
                "Content-Length", Integer.toString(body.getBytes(StandardCharsets.UTF_8).length))
            .putHeader("X-Amz-Target", target)
            .build();
    return AwsV4HttpSigner.create()
        .sign(
            r ->
                r.identity(credentials.resolveCredentials())
                    .request(request)
                    .payload(payload)
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region));
  }

  private static String body(HttpExecuteResponse response) throws IOException {
    if (response.responseBody().isEmpty()) {
      return "";
    }
    try (InputStream stream = response.responseBody().get()) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
