package dev.latchkey.authorizer.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.Deadline;
import dev.latchkey.core.dynamodb.CannedServer;
import dev.latchkey.core.dynamodb.CannedServer.Answer;
import dev.latchkey.core.dynamodb.CannedServer.Received;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/** Tests that requests are signed as the SDK signs them. */
class CrtTransportTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-02-28T23:59:59.987Z"), ZoneOffset.UTC);
  private static final Set<String> MADE_BY_SIGNING =
      Set.of("authorization", "x-amz-content-sha256", "x-amz-date", "x-amz-security-token");

  static Stream<AwsCredentials> credentials() {
    return Stream.of(
        AwsBasicCredentials.create("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
        AwsSessionCredentials.create("ASIAEXAMPLE", "secret", "token/with+signs=="));
  }

  @ParameterizedTest
  @MethodSource("credentials")
  void isSignedAsTheSdkSigns(AwsCredentials credentials) throws IOException {
    Deadline deadline = Deadline.in(Duration.ofSeconds(10));
    String body = "{\"TableName\":\"Zoë\",\"Key\":{}}";
    try (CannedServer server = new CannedServer(n -> new Answer(200, "{}"));
        CrtTransport transport =
            new CrtTransport(
                new CrtConnections(server.endpoint(), Duration.ofSeconds(10)),
                "eu-central-1",
                StaticCredentialsProvider.create(credentials),
                CLOCK)) {
      assertThat(transport.send(Transport.GET_ITEM, body.getBytes(UTF_8), deadline).status())
          .isEqualTo(200);
      Received received = server.received().get(0);
      assertThat(received.body()).isEqualTo(body);
      SdkHttpRequest signed = signed(received, server.endpoint(), credentials);
      assertThat(MADE_BY_SIGNING)
          .allSatisfy(
              name -> assertThat(signed.matchingHeaders(name)).isEqualTo(values(received, name)));
    }
  }

  private static List<String> values(Received received, String name) {
    return received.headers().entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .flatMap(header -> header.getValue().stream())
        .toList();
  }

  private static SdkHttpRequest signed(
      Received received, URI endpoint, AwsCredentials credentials) {
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(endpoint.resolve("/"));
    received
        .headers()
        .forEach(
            (name, values) -> {
              if (!MADE_BY_SIGNING.contains(name.toLowerCase(Locale.ROOT))) {
                request.putHeader(name, values);
              }
            });
    return AwsV4HttpSigner.create()
        .sign(
            r ->
                r.identity(credentials)
                    .request(request.build())
                    .payload(ContentStreamProvider.fromUtf8String(received.body()))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "dynamodb")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-central-1")
                    .putProperty(AwsV4HttpSigner.SIGNING_CLOCK, CLOCK))
        .request();
  }
}
