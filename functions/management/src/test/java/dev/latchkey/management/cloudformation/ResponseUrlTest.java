package dev.latchkey.management.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseUrlTest {
  private static final String BUCKET = "https://cloudformation-custom-resource-response-";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "useast1.s3.amazonaws.com/arn%3Aaws%3Acloudformation?AWSAccessKeyId=A&Signature=a%2Bb%3D",
        "useast1.s3.us-east-1.amazonaws.com/r",
        "euwest1.s3-eu-west-1.amazonaws.com/r",
        "euwest1.s3.eu-west-1.amazonaws.com:443/r",
        "apsoutheast4.s3.ap-southeast-4.amazonaws.com/r",
        "usgovwest1.s3-us-gov-west-1.amazonaws.com/r",
        "usgovwest1.s3.us-gov-west-1.amazonaws.com/r",
        "cnnorth1.s3.cn-north-1.amazonaws.com.cn/r"
      })
  void urlsOfS3AreAccepted(String rest) {
    assertThat(ResponseUrl.parse(BUCKET + rest))
        .hasValueSatisfying(url -> assertThat(url.uri()).hasToString(BUCKET + rest));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "http://b.s3.amazonaws.com/r",
        "ftp://b.s3.amazonaws.com/r",
        "https://localhost/r",
        "https://169.254.169.254/latest/meta-data",
        "https://b.s3.amazonaws.com.example.com/r",
        "https://b.s3.amazonaws.com.cn.example.com/r",
        "https://example.com/b.s3.amazonaws.com",
        "https://example.com#b.s3.amazonaws.com/",
        "https://b.s3.amazonaws.com/r#fragment",
        "https://user@b.s3.amazonaws.com/r",
        "https://b.s3.amazonaws.com@example.com/r",
        "https://b.s3.amazonaws.com:8443/r",
        "https://b.s3.amazonaws.com\\@example.com/r",
        "https://b.s3-website-us-east-1.amazonaws.com/r",
        "https://b.s3.execute-api.amazonaws.com/r",
        "https://bs3.amazonaws.com/r",
        "https://b.notS3.amazonaws.com/r",
        "https://s3.amazonaws.com.cn/r",
        "https://b.s3.eu-west-1.amazonaws.com.cn/r",
        "https://sqs.eu-west-1.amazonaws.com/r",
        "https://b.s3.amazonaws.com./r",
        "https:///r",
        "https://b.s3.amazonaws.com /r"
      })
  void otherUrlsAreRefused(String text) {
    assertThat(ResponseUrl.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = "https://b.s3.amazonaws.com/r?Signature=abc")
  void theTextOfAUrlHidesItsSignature(String text) {
    assertThat(ResponseUrl.parse(text).orElseThrow()).hasToString("b.s3.amazonaws.com");
  }
}
