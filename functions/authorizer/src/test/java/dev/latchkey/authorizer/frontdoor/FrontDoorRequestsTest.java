package dev.latchkey.authorizer.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.authorizer.event.MalformedEventException;
import dev.latchkey.core.application.KeyHeaders.Credential;
import dev.latchkey.core.domain.ApiRequest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which request an event is about. */
class FrontDoorRequestsTest {
  private static final ApiRequest READ_ORDER =
      ApiRequest.toHost("api.example.com", "GET", "/orders/17");

  private static FrontDoorRequest read(SampleUrlEvents event) {
    return read(event, "");
  }

  private static FrontDoorRequest read(SampleUrlEvents event, String trusted) {
    return new FrontDoorRequests(List.of("lk"), TrustedProxies.of(trusted))
        .read(event(event.bytes()));
  }

  private static FunctionUrlEvent event(byte[] bytes) {
    return FunctionUrlEvent.read(new ByteArrayInputStream(bytes)).orElseThrow();
  }

  private static void assertRejected(SampleUrlEvents event, int status, String detail) {
    assertThatExceptionOfType(RejectedRequestException.class)
        .isThrownBy(() -> read(event))
        .withMessage(detail)
        .satisfies(rejected -> assertThat(rejected.status()).isEqualTo(status));
  }

  @Nested
  class EachForm {
    @Test
    void readsItsOwnHeaders() {
      for (SampleUrlEvents event :
          List.of(
              SampleUrlEvents.nginx("orders", "GET", "api.example.com", "/orders/17?a=/b"),
              SampleUrlEvents.forwarded("orders", "GET", "api.example.com", "/orders/17?a=/b"),
              SampleUrlEvents.envoy("orders", "GET", "api.example.com", "/orders/17"))) {
        FrontDoorRequest request = read(event);
        assertThat(request.target()).isEqualTo(READ_ORDER);
        assertThat(request.dataApiId()).isEqualTo("orders");
        assertThat(request.isForwarded()).isTrue();
      }
    }

    @Test
    void ignoresTheHeadersOfTheOthersAndTheBody() {
      assertThat(
              read(SampleUrlEvents.nginx("orders", "GET", "api.example.com", "/orders/17")
                      .header("X-Forwarded-Method", "PUT")
                      .header("X-Forwarded-Uri", "/admin")
                      .body("{\"path\":\"/admin\"}"))
                  .target())
          .isEqualTo(READ_ORDER);
      assertThat(
              read(SampleUrlEvents.forwarded("orders", "GET", "api.example.com", "/orders/17")
                      .header("X-Original-Method", "PUT")
                      .header("X-Original-URI", "/admin")
                      .bodyInBase64("not read"))
                  .target())
          .isEqualTo(READ_ORDER);
      assertThat(
              read(SampleUrlEvents.envoy("orders", "GET", "api.example.com", "/orders/17")
                      .header("X-Original-Method", "PUT")
                      .header("X-Original-URI", "/admin")
                      .header("X-Forwarded-Method", "PUT")
                      .header("X-Forwarded-Uri", "/admin"))
                  .target())
          .isEqualTo(READ_ORDER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Original-Method", "X-Original-URI", "X-Forwarded-Host"})
    void ofNginxNeedsEachHeaderOnce(String name) {
      assertNeeded(
          () -> SampleUrlEvents.nginx("orders", "GET", "api.example.com", "/orders"), name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-Method", "X-Forwarded-Uri", "X-Forwarded-Host"})
    void ofCaddyAndTraefikNeedsEachHeaderOnce(String name) {
      assertNeeded(
          () -> SampleUrlEvents.forwarded("orders", "GET", "api.example.com", "/orders"), name);
    }

    @Test
    void ofEnvoyNeedsTheHostOnce() {
      assertNeeded(
          () -> SampleUrlEvents.envoy("orders", "GET", "api.example.com", "/orders"),
          "X-Forwarded-Host");
    }

    private static void assertNeeded(Supplier<SampleUrlEvents> event, String name) {
      String missing = "The header " + name + " is missing.";
      assertRejected(event.get().without(name), 400, missing);
      assertRejected(event.get().header(name, " "), 400, missing);
      for (String repeated : List.of("/a,/b", "/a, /b", "/a?x,/b")) {
        assertRejected(
            event.get().header(name, repeated),
            400,
            "The header " + name + " is given more than once.");
      }
    }

    @Test
    void takesCommasInAPath() {
      assertThat(read(SampleUrlEvents.nginx("orders", "GET", "a", "/orders/1,2")).target().path())
          .isEqualTo("/orders/1,2");
    }

    @ParameterizedTest
    @CsvSource({
      "API.Example.com, api.example.com",
      "api.example.com:8443, api.example.com",
      "[2001:DB8::1]:443, [2001:db8::1]",
    })
    void readsTheHostInLowerCaseAndWithoutItsPort(String sent, String host) {
      assertThat(read(SampleUrlEvents.nginx("orders", "GET", sent, "/")).target().host())
          .isEqualTo(host);
      assertThat(read(SampleUrlEvents.envoy("orders", "GET", sent, "/")).target().host())
          .isEqualTo(host);
      assertThat(
              read(SampleUrlEvents.verify(
                      "{\"method\":\"GET\",\"host\":\"%s\",\"path\":\"/\"}".formatted(sent)))
                  .target()
                  .host())
          .isEqualTo(host);
    }

    @Test
    void keepsTheEncodingOfThePath() {
      assertThat(read(SampleUrlEvents.envoy("orders", "GET", "a", "/a%2Fb/%20")).target().path())
          .isEqualTo("/a%2Fb/%20");
      assertThat(read(SampleUrlEvents.nginx("orders", "GET", "a", "/a%2Fb/%20")).target().path())
          .isEqualTo("/a%2Fb/%20");
    }
  }

  @Nested
  class Verify {
    @Test
    void readsTheBody() {
      String body = "{\"path\":\"/orders/17?a=1\",\"host\":\"api.example.com\",\"method\":\"GET\"}";
      for (SampleUrlEvents event :
          List.of(
              SampleUrlEvents.verify(body),
              SampleUrlEvents.of("POST", "/v1/verify").bodyInBase64(body))) {
        FrontDoorRequest request =
            read(event.header("X-Original-URI", "/admin").header("X-Forwarded-Host", "b"));
        assertThat(request.target()).isEqualTo(READ_ORDER);
        assertThat(request.dataApiId()).isNull();
        assertThat(request.isForwarded()).isFalse();
      }
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "[]",
          "null",
          "{",
          "{} {}",
          "{\"path\":\"/a\",\"path\":\"/b\",\"host\":\"a\",\"method\":\"GET\"}",
        })
    void isMalformedIfItIsNoJsonObject(String body) {
      assertRejected(SampleUrlEvents.verify(body), 400, "The body is not a JSON object.");
    }

    @Test
    void isMalformedIfItIsNoBase64() {
      String json = new String(SampleUrlEvents.verify("!").bytes(), StandardCharsets.UTF_8);
      FunctionUrlEvent event =
          event(json.replace("Encoded\":false", "Encoded\":true").getBytes(StandardCharsets.UTF_8));
      assertThatExceptionOfType(RejectedRequestException.class)
          .isThrownBy(() -> new FrontDoorRequests(List.of("lk"), TrustedProxies.of("")).read(event))
          .withMessage("The body is not a JSON object.");
    }

    @Test
    void namesEachWrongField() {
      assertThatExceptionOfType(RejectedRequestException.class)
          .isThrownBy(
              () ->
                  read(
                      SampleUrlEvents.verify(
                          "{\"method\":7,\"host\":\" \",\"path\":\"orders\",\"a/b~c\":{\"x\":[1]}}")))
          .satisfies(
              rejected -> {
                assertThat(rejected.status()).isEqualTo(422);
                assertThat(rejected.errors())
                    .containsEntry("/method", "must be a string")
                    .containsEntry("/host", "must not be blank")
                    .containsEntry("/path", "must begin with /")
                    .containsEntry("/a~1b~0c", "is not a field of this request")
                    .hasSize(4);
              });
      assertThatExceptionOfType(RejectedRequestException.class)
          .isThrownBy(() -> read(SampleUrlEvents.verify("{}")))
          .satisfies(
              rejected ->
                  assertThat(rejected.errors()).containsOnlyKeys("/method", "/host", "/path"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/verify",
    "POST, /v1/verify/",
    "POST, /v1/Verify",
    "GET, /",
    "GET, /v1/forward-auth/nginx",
    "GET, /v1/forward-auth/nginx/",
    "GET, /v1/forward-auth/nginx/Orders",
    "GET, /v1/forward-auth/nginx/orders/x",
    "GET, /v1/forward-auth/forwarded/orders/",
    "GET, /v1/forward-auth/envoy/orders",
    "GET, /v1/forward-auth/apache/orders",
    "GET, /v2/forward-auth/nginx/orders",
  })
  void otherPathsDoNotExist(String method, String path) {
    assertRejected(
        SampleUrlEvents.of(method, path).header("X-Forwarded-Host", "a"), 404, "No such route.");
  }

  @Test
  void readsTheKeyInItsUsualHeaders() {
    assertThat(read(SampleUrlEvents.nginx("orders", "GET", "a", "/").key("lk_1")).credential())
        .isEqualTo(new Credential.One("lk_1"));
    assertThat(
            read(SampleUrlEvents.nginx("orders", "GET", "a", "/")
                    .header("Authorization", "Bearer lk_1"))
                .credential())
        .isEqualTo(new Credential.One("lk_1"));
    assertThat(read(SampleUrlEvents.nginx("orders", "GET", "a", "/")).credential())
        .isEqualTo(new Credential.None());
    assertThat(read(SampleUrlEvents.nginx("orders", "GET", "a", "/").key("lk_1,lk_2")).credential())
        .isEqualTo(new Credential.Ambiguous());
  }

  @Nested
  class ClientAddress {
    private final SampleUrlEvents event =
        SampleUrlEvents.nginx("orders", "GET", "a", "/")
            .header("X-Latchkey-Client-Ip", "203.0.113.9")
            .header("X-Forwarded-For", "203.0.113.8");

    @ParameterizedTest
    @ValueSource(strings = {"", "198.51.100.0/24", "2001:db8::/32"})
    void isTheSendersUnlessItIsTrusted(String trusted) {
      assertThat(read(event, trusted).sourceIp()).isEqualTo(SampleUrlEvents.SENDER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "2001:db8::/32, 192.0.2.0/24"})
    void isTheHeadersIfTheSenderIsTrusted(String trusted) {
      assertThat(read(event, trusted).sourceIp()).isEqualTo("203.0.113.9");
    }

    /** A sender with an IPv4 address can be shown with an IPv4-mapped IPv6 address. */
    @Test
    void isTheHeadersIfTheSenderIsTrustedByItsIpv4Address() {
      event.sender("::ffff:192.0.2.1");
      assertThat(read(event, "192.0.2.0/24").sourceIp()).isEqualTo("203.0.113.9");
      assertThat(read(event, "198.51.100.0/24").sourceIp()).isEqualTo("::ffff:192.0.2.1");
    }

    @Test
    void isTheTrustedSendersOwnWithoutTheHeader() {
      assertThat(read(event.header("X-Latchkey-Client-Ip", " "), "192.0.2.1").sourceIp())
          .isEqualTo(SampleUrlEvents.SENDER);
      assertThat(read(event.without("X-Latchkey-Client-Ip"), "192.0.2.1").sourceIp())
          .isEqualTo(SampleUrlEvents.SENDER);
    }

    @Test
    void isNeverOneOfSeveral() {
      event.header("X-Latchkey-Client-Ip", "203.0.113.9,10.0.0.1");
      assertThat(read(event, "").sourceIp()).isEqualTo(SampleUrlEvents.SENDER);
      assertThatExceptionOfType(RejectedRequestException.class)
          .isThrownBy(() -> read(event, "192.0.2.1"))
          .withMessage("The header X-Latchkey-Client-Ip is given more than once.");
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1/24, /0 must have no bits", "'10.0.0.0/8,x', /1 must be an IP address"})
    void ofABlockThatIsWrongIsNoSetting(String list, String problem) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> TrustedProxies.of(list))
          .withMessageStartingWith("TRUSTED_PROXIES" + problem);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "{}", "{\"rawPath\":7}", "{\"rawPath\":\"/\",\"rawPath\":\"/\"}"})
  void whatIsNoEventOfAFunctionUrlIsMalformed(String json) {
    assertThatExceptionOfType(MalformedEventException.class)
        .isThrownBy(() -> event(json.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @CsvSource({
    "batch job, batch job",
    "'a, b', 'a, b'",
    "Zürich, Z%C3%BCrich",
    "100 %, 100 %25",
    "%41, %2541",
  })
  void aHeadersValueIsPrintableAscii(String text, String value) {
    assertThat(FrontDoorResponses.encoded(text)).isEqualTo(value);
    assertThat(FrontDoorResponses.encoded("a\r\nb\u007f")).isEqualTo("a%0D%0Ab%7F");
  }
}
