package dev.latchkey.authorizer;

import static dev.latchkey.authorizer.Events.ORDERS;
import static dev.latchkey.authorizer.Events.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.testing.Seed;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {
  private static final String ARN = "\"methodArn\":\"" + ORDERS + "\"";
  private static final String REST = "{\"type\":\"REQUEST\"," + ARN;

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PING")
  void itReadsWhatApiGatewayDocuments(Shape shape) {
    AuthorizerEvent event = read(Events.withKey(shape, ORDERS, "lk_1")).orElseThrow();

    assertThat(event.shape()).isEqualTo(shape);
    assertThat(event.arn().text()).isEqualTo(ORDERS);
    assertThat(event.presented()).isEqualTo(new Presented.One("lk_1"));
    assertThat(event.gatewayRequestId()).isEqualTo(shape == Shape.TOKEN ? null : "gateway-request");
  }

  @Test
  void fieldsMayComeInAnyOrder() {
    assertThat(
            read("{\"headers\":{\"x-api-key\":\"lk_1\"}," + ARN + ",\"type\":\"REQUEST\"}")
                .orElseThrow()
                .presented())
        .isEqualTo(new Presented.One("lk_1"));
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
    assertThat(read(REST + fields + "}").orElseThrow().presented()).isEqualTo(new Presented.None());
  }

  @Test
  void aHeaderTwiceInTheEventIsTwoHeaders() {
    for (String twice :
        List.of(
            "\"headers\":{\"X-Api-Key\":\"lk_1\",\"X-Api-Key\":\"lk_1\"}",
            "\"headers\":{\"X-Api-Key\":\"lk_1\"},\"headers\":{\"X-Api-Key\":\"lk_2\"}",
            "\"multiValueHeaders\":{\"X-Api-Key\":[\"lk_1\",\"lk_1\"]}",
            "\"multiValueHeaders\":{\"X-Api-Key\":[\"lk_1\"],\"x-api-key\":[\"lk_1\"]}")) {
      assertThat(read(REST + "," + twice + "}").orElseThrow().presented())
          .as(twice)
          .isEqualTo(new Presented.Ambiguous());
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
    assertThatThrownBy(() -> read(event)).isInstanceOf(MalformedEvent.class);
  }

  @Test
  void whatIsWrongIsNamedForTheLog() {
    assertThatThrownBy(() -> read("{}"))
        .isInstanceOfSatisfying(
            MalformedEvent.class,
            malformed -> assertThat(malformed.detail()).isEqualTo("unknown type or version"));
  }

  @Test
  void aSecondArnIsMalformed() {
    assertThatThrownBy(() -> read(REST + "," + ARN + "}")).isInstanceOf(MalformedEvent.class);
  }

  @Test
  void anHttpApisArnIsItsRouteArn() {
    String event = "{\"type\":\"REQUEST\",\"version\":\"2.0\",%s}";
    assertThatThrownBy(() -> read(event.formatted(ARN))).isInstanceOf(MalformedEvent.class);
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
          .isInstanceOf(MalformedEvent.class);
    }
    assertThatThrownBy(
            () -> read(REST + ",\"headers\":{\"x-api-key\":\"" + "x".repeat(20_000) + "\"}}"))
        .isInstanceOf(MalformedEvent.class);
    assertThatThrownBy(() -> read("{\"" + "x".repeat(20_000) + "\":1}"))
        .isInstanceOf(MalformedEvent.class);
  }

  @Test
  void theMostHeadersThatApiGatewayTakesAreRead() {
    List<Events.Header> headers = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      headers.add(header("h" + i, "v".repeat(5)));
    }
    headers.add(header("X-Api-Key", "lk_1"));
    assertThat(read(Events.of(Shape.REST, ORDERS, headers)).orElseThrow().presented())
        .isEqualTo(new Presented.One("lk_1"));
  }

  @Test
  void anyMutationIsReadOrMalformedAndNothingElse() {
    long seed = Seed.of(EventReaderTest.class);
    Random random = new Random(seed);
    List<byte[]> events = new ArrayList<>();
    for (Shape shape : Shape.values()) {
      events.add(
          Events.of(
              shape,
              ORDERS,
              List.of(header("X-Api-Key", "lk_1"), header("Authorization", "Bearer lk_1"))));
    }
    int read = 0;
    long start = processorNanos();
    for (int round = 0; round < 100_000; round++) {
      byte[] event = mutate(events.get(random.nextInt(events.size())), random, events);
      try {
        read += read(event).isPresent() ? 1 : 0;
      } catch (MalformedEvent expected) {
        assertThat(expected).hasMessage("Malformed event");
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError(
            "seed " + seed + ", round " + round + ": " + new String(event, StandardCharsets.UTF_8),
            e);
      }
    }
    assertThat(read).isBetween(1_000, 99_000);
    assertThat(Duration.ofNanos(processorNanos() - start)).isLessThan(Duration.ofSeconds(60));
  }

  /** What this thread has used of a processor, whatever else runs on the machine. */
  private static long processorNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static byte[] mutate(byte[] original, Random random, List<byte[]> others) {
    byte[] event = original.clone();
    for (int left = random.nextInt(4); left >= 0; left--) {
      int at = random.nextInt(event.length);
      int length = random.nextInt(Math.min(40, event.length - at));
      switch (random.nextInt(6)) {
        case 0 -> event[at] = (byte) random.nextInt(256);
        case 1 -> event[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> event = splice(event, at, at + length, new byte[0]);
        case 3 -> event = splice(event, at, at, Arrays.copyOfRange(event, at, at + length));
        case 4 -> {
          byte[] other = others.get(random.nextInt(others.size()));
          int from = random.nextInt(other.length);
          int to = Math.min(other.length, from + random.nextInt(80));
          event = splice(event, at, at + length, Arrays.copyOfRange(other, from, to));
        }
        default -> event = splice(event, at, at, pick(random).getBytes(StandardCharsets.UTF_8));
      }
      if (event.length == 0) {
        return event;
      }
    }
    return event;
  }

  private static String pick(Random random) {
    String[] tokens = {
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
      "\u0000",
      "é",
      "\"headers\":{",
      "\"type\":\"TOKEN\"",
      "\"version\":\"2.0\","
    };
    return tokens[random.nextInt(tokens.length)];
  }

  private static byte[] splice(byte[] bytes, int from, int to, byte[] insert) {
    byte[] result = new byte[bytes.length - (to - from) + insert.length];
    System.arraycopy(bytes, 0, result, 0, from);
    System.arraycopy(insert, 0, result, from, insert.length);
    System.arraycopy(bytes, to, result, from + insert.length, bytes.length - to);
    return result;
  }

  private static Optional<AuthorizerEvent> read(String event) {
    return read(event.getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<AuthorizerEvent> read(byte[] event) {
    return EventReader.read(new ByteArrayInputStream(event), List.of("lk"));
  }
}
