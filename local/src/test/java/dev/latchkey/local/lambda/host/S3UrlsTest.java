package dev.latchkey.local.lambda.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3UrlsTest {
  private static String led(String url) throws IOException {
    return new S3Urls("http://localhost:9")
        .openConnection(URI.create(url).toURL())
        .getURL()
        .toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3.amazonaws.com",
        "bucket.s3.amazonaws.com",
        "bucket.s3.eu-west-1.amazonaws.com",
        "s3-eu-west-1.amazonaws.com",
        "cloudformation-custom-resource-response-euwest1.s3-eu-west-1.amazonaws.com"
      })
  void areLedToTheServer(String host) throws IOException {
    assertThat(led("https://" + host + "/r%2F1?X=1%2F2&Y"))
        .isEqualTo("http://localhost:9/r%2F1?X=1%2F2&Y");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.com",
        "amazonaws.com",
        "bucket.s3.amazonaws.com.example.com",
        "nots3.amazonaws.com",
        "s3.example.com"
      })
  void othersStay(String host) throws IOException {
    String url = "https://" + host + "/r%2F1?X=1%2F2&Y";
    assertThat(led(url)).isEqualTo(url);
  }
}
