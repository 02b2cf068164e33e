package dev.latchkey.authorizer.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.core.domain.ApiRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MethodArnTest {
  private static final String SCOPE = "arn:aws:execute-api:eu-west-1:123456789012:";

  @Test
  void itsPartsAreTheRequest() {
    MethodArn arn = MethodArn.parse(SCOPE + "abc123/live/GET/orders/17");

    assertThat(arn.scope()).isEqualTo(SCOPE);
    assertThat(arn.request()).isEqualTo(new ApiRequest("abc123", "live", "GET", "/orders/17"));
    assertThat(arn.resource("x", "s", "PUT", "/p")).isEqualTo(SCOPE + "x/s/PUT/p");
  }

  @Test
  void thePathMayBeEmpty() {
    assertThat(MethodArn.parse(SCOPE + "a/$default/GET/").request())
        .isEqualTo(new ApiRequest("a", "$default", "GET", "/"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a:b", "//a//", "/a\nb", "/%2F*?${x}", "/é😀", "/a?b=c"})
  void thePathIsAsItWasSent(String path) {
    assertThat(MethodArn.parse(SCOPE + "a/live/GET" + path).request().path()).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"aws", "aws-cn", "aws-us-gov", "aws-iso-b"})
  void thePartitionIsKept(String partition) {
    String arn = "arn:" + partition + ":execute-api:r-1:1:a/s/GET/";
    assertThat(MethodArn.parse(arn).resource("a", "s", "GET", "/")).isEqualTo(arn);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/orders/*", "/orders?", "/${aws:username}"})
  void whatIsLiveInAPolicyIsNotLiteral(String path) {
    assertThat(MethodArn.parse(SCOPE + "a/live/GET" + path).isLiteral()).isFalse();
  }

  @Test
  void oneThatIsTooLongForAPolicyIsNotLiteral() {
    String base = SCOPE + "a/live/GET/";
    assertThat(MethodArn.parse(base + "x".repeat(512 - base.length())).isLiteral()).isTrue();
    assertThat(MethodArn.parse(base + "x".repeat(513 - base.length())).isLiteral()).isFalse();
    assertThat(MethodArn.parse(SCOPE + "a/$default/GET/$x").isLiteral()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "arn",
        "arn:aws:lambda:eu-west-1:1:a/live/GET/",
        "arn:aws:execute-api:eu-west-1:1:a/live/GET",
        "arn:aws:execute-api:eu-west-1:1:a/live",
        "arn:aws:execute-api:eu-west-1:*:a/live/GET/",
        "arn:*:execute-api:eu-west-1:1:a/live/GET/",
        "arn:aws:execute-api:eu-west-1:1:*/live/GET/",
        "arn:aws:execute-api:eu-west-1:1:a/*/GET/",
        "arn:aws:execute-api:eu-west-1:1:a/${s}/GET/",
        "arn:aws:execute-api:eu-west-1:1:a/live/*/",
        "arn:aws:execute-api:eu-west-1:1:a/live/$connect",
        " arn:aws:execute-api:eu-west-1:1:a/live/GET/",
      })
  void anythingElseIsMalformed(String text) {
    assertThatThrownBy(() -> MethodArn.parse(text)).isInstanceOf(MalformedEventException.class);
  }
}
