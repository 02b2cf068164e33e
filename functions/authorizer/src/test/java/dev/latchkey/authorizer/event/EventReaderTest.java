package dev.latchkey.authorizer.event;

import static dev.latchkey.authorizer.event.SampleEvents.ORDERS;
import static dev.latchkey.authorizer.event.SampleEvents.header;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.core.application.KeyHeaders.Credential;
import dev.latchkey.testing.Mutations;
import dev.latchkey.testing.Seed;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {
  private static final String ARN = "\"methodArn\":\"" + ORDERS + "\"";
  private static final String REST = "{\"type\":\"REQUEST\"," + ARN;
  private static final List<SampleEvents.Header> BOTH_HEADERS =
      List.of(header("X-Api-Key", "lk_1"), header("Authorization", "Bearer lk_1"));
  private static final List<String> WORDS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "\"",
          ",",
          ":",
          "\\",
          "\\u0000",
          "\\ud800",
          "null",
          "1e999",
          "\u00c3\u00a9",
          "\"headers\":{",
          "\"type\":\"TOKEN\"",
          "\"version\":\"2.0\",");

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PING")
  void itReadsWhatApiGatewayDocuments(AuthorizerEvent.Format format) {
    AuthorizerEvent event = read(SampleEvents.withKey(format, ORDERS, "lk_1")).orElseThrow();

    assertThat(event.format()).isEqualTo(format);
    assertThat(event.arn().text()).isEqualTo(ORDERS);
    assertThat(event.credential()).isEqualTo(new Credential.One("lk_1"));
    assertThat(event.gatewayRequestId())
        .isEqualTo(format == AuthorizerEvent.Format.TOKEN ? null : "gateway-request");
    assertThat(event.sourceIp())
        .isEqualTo(format == AuthorizerEvent.Format.TOKEN ? null : "192.0.2.1");
    assertThat(event.isPrivate()).isFalse();
  }

  @Test
  void anAddressElsewhereInTheEventIsNone() {
    for (String fields :
        List.of(
            ",\"sourceIp\":\"10.0.0.1\"",
            ",\"headers\":{\"X-Forwarded-For\":\"10.0.0.1\",\"sourceIp\":\"10.0.0.1\"}",
            ",\"requestContext\":{\"sourceIp\":\"10.0.0.1\",\"identity\":[],\"http\":7}",
            ",\"requestContext\":{\"identity\":{\"sourceIp\":[\"10.0.0.1\"]}}",
            ",\"requestContext\":{\"authorizer\":{\"identity\":{\"sourceIp\":\"10.0.0.1\"}}}")) {
      assertThat(read(REST + fields + "}").orElseThrow().sourceIp()).as(fields).isNull();
    }
  }

  @Test
  void fieldsMayComeInAnyOrder() {
    assertThat(
            read("{\"headers\":{\"x-api-key\":\"lk_1\"}," + ARN + ",\"type\":\"REQUEST\"}")
                .orElseThrow()
                .credential())
        .isEqualTo(new Credential.One("lk_1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",\"headers\":null",
        ",\"headers\":null,\"X-Api-Key\":\"lk_1\"",
        ",\"headers\":[],\"X-Api-Key\":\"lk_1\"",
        ",\"multiValueHeaders\":7,\"X-Api-Key\":[\"lk_1\"]",
        ",\"headers\":7,\"multiValueHeaders\":[1,{}]",
        ",\"headers\":{},\"multiValueHeaders\":{}",
        ",\"headers\":{\"X-Api-Key\":null}",
        ",\"headers\":{\"X-Api-Key\":7}",
        ",\"headers\":{\"X-Api-Key\":[\"lk_1\"]}",
        ",\"headers\":{\"X-Api-Key\":{\"X-Api-Key\":\"lk_1\"}}",
        ",\"multiValueHeaders\":{\"X-Api-Key\":\"lk_1\"}",
        ",\"multiValueHeaders\":{\"X-Api-Key\":[]}",
        ",\"multiValueHeaders\":{\"X-Api-Key\":[null,7,[\"lk_1\"],{\"a\":\"lk_1\"}]}",
        ",\"queryStringParameters\":{\"X-Api-Key\":\"lk_1\"}",
        ",\"body\":\"X-Api-Key: lk_1\"",
        ",\"requestContext\":[{\"headers\":{\"X-Api-Key\":\"lk_1\"}}]",
        ",\"authorizationToken\":\"lk_1\"",
        ",\"a\":{\"headers\":{\"X-Api-Key\":\"lk_1\"}}",
      })
  void aKeyAnywhereElseIsNone(String fields) {
    assertThat(read(REST + fields + "}").orElseThrow().credential())
        .isEqualTo(new Credential.None());
  }

  @Test
  void aHeaderTwiceInTheEventIsTwoHeaders() {
    for (String twice :
        List.of(
            "\"headers\":{\"X-Api-Key\":\"lk_1\",\"X-Api-Key\":\"lk_1\"}",
            "\"headers\":{\"X-Api-Key\":\"lk_1\"},\"headers\":{\"X-Api-Key\":\"lk_2\"}",
            "\"multiValueHeaders\":{\"X-Api-Key\":[\"lk_1\",\"lk_1\"]}",
            "\"multiValueHeaders\":{\"X-Api-Key\":[\"lk_1\"],\"x-api-key\":[\"lk_1\"]}")) {
      assertThat(read(REST + "," + twice + "}").orElseThrow().credential())
          .as(twice)
          .isEqualTo(new Credential.Ambiguous());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''",
        "[]",
        "null",
        "\"REQUEST\"",
        "{",
        "{}",
        "{\"type\":\"request\"}",
        "{\"type\":\"REQUEST\"}",
        "{\"type\":\"REQUEST\",\"methodArn\":null}",
        "{\"type\":\"REQUEST\",\"methodArn\":{}}",
        "{\"type\":\"REQUEST\",\"methodArn\":\"x\"}",
        "{\"type\":\"REQUEST\",\"version\":\"3.0\"}",
        "{\"type\":\"PING\"}{}",
        "{\"type\":\"PING\",\"type\":\"PING\"}",
        "{\"type\":\"PING\"",
        "{'type':'PING'}",
        "{\"type\":\"PING\",}",
        "{\"type\":NaN}",
      })
  void whatApiGatewayDoesNotSendIsMalformed(String event) {
    assertThatThrownBy(() -> read(event)).isInstanceOf(MalformedEventException.class);
  }

  @Test
  void whatIsWrongIsNamedForTheLog() {
    assertThatThrownBy(() -> read("{}"))
        .isInstanceOfSatisfying(
            MalformedEventException.class,
            malformed -> assertThat(malformed.detail()).isEqualTo("unknown type or version"));
  }

  @Test
  void aSecondArnIsMalformed() {
    assertThatThrownBy(() -> read(REST + "," + ARN + "}"))
        .isInstanceOf(MalformedEventException.class);
  }

  @Test
  void anHttpApisArnIsItsRouteArn() {
    String event = "{\"type\":\"REQUEST\",\"version\":\"2.0\",%s}";
    assertThatThrownBy(() -> read(event.formatted(ARN)))
        .isInstanceOf(MalformedEventException.class);
    assertThat(read(event.formatted(ARN.replace("methodArn", "routeArn")))).isPresent();
  }

  @Test
  @Timeout(10)
  void whatIsTooLongOrTooDeepIsMalformed() {
    for (String value :
        List.of(
            "[".repeat(100_000),
            "[".repeat(40) + "]".repeat(40),
            "{\"a\":".repeat(100_000),
            "\"" + "x".repeat(2_000_000) + "\"",
            "[" + "1,".repeat(30_000) + "1]",
            "9".repeat(100_000))) {
      assertThatThrownBy(() -> read("{\"type\":\"PING\",\"a\":" + value + "}"))
          .as(value.substring(0, 10))
          .isInstanceOf(MalformedEventException.class);
    }
    assertThatThrownBy(
            () -> read(REST + ",\"headers\":{\"x-api-key\":\"" + "x".repeat(20_000) + "\"}}"))
        .isInstanceOf(MalformedEventException.class);
    assertThatThrownBy(() -> read("{\"" + "x".repeat(20_000) + "\":1}"))
        .isInstanceOf(MalformedEventException.class);
  }

  @Test
  void theMostHeadersThatApiGatewayTakesAreRead() {
    List<SampleEvents.Header> headers = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      headers.add(header("h" + i, "v".repeat(5)));
    }
    headers.add(header("X-Api-Key", "lk_1"));
    assertThat(
            read(SampleEvents.of(AuthorizerEvent.Format.REST, ORDERS, headers))
                .orElseThrow()
                .credential())
        .isEqualTo(new Credential.One("lk_1"));
  }

  @Test
  void anyMutationIsReadOrMalformedAndNothingElse() {
    long seed = Seed.of(EventReaderTest.class);
    SplittableRandom random = new SplittableRandom(seed);
    Mutations mutations =
        new Mutations(
            Stream.of(AuthorizerEvent.Format.values())
                .map(
                    format -> new String(SampleEvents.of(format, ORDERS, BOTH_HEADERS), ISO_8859_1))
                .toList(),
            WORDS);
    int read = 0;
    long start = processorNanos();
    for (int round = 0; round < 100_000; round++) {
      String event = mutations.next(random);
      try {
        read += read(event.getBytes(ISO_8859_1)).isPresent() ? 1 : 0;
      } catch (MalformedEventException expected) {
        assertThat(expected).hasMessage("Malformed event");
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError("seed " + seed + ", round " + round + ": " + event, e);
      }
    }
    assertThat(read).isBetween(1_000, 99_000);
    assertThat(Duration.ofNanos(processorNanos() - start)).isLessThan(Duration.ofSeconds(60));
  }

  /** Returns the CPU time of this thread, which is independent of other load. */
  private static long processorNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static Optional<AuthorizerEvent> read(String event) {
    return read(event.getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<AuthorizerEvent> read(byte[] event) {
    return EventReader.read(new ByteArrayInputStream(event), List.of("lk"));
  }
}
