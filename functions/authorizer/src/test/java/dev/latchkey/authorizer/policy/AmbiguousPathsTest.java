package dev.latchkey.authorizer.policy;

import static dev.latchkey.authorizer.event.SampleEvents.SCOPE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.authorizer.event.MethodArn;
import dev.latchkey.core.telemetry.JsonBuffer;
import dev.latchkey.local.gateway.Wildcard;
import dev.latchkey.testing.Seed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AmbiguousPathsTest {
  private static final String[] STAGES = {"live", "$default", "_", "-"};
  private static final String[] PIECES = {
    "/", "/", "/", ".", "..", ";", "%3b", "%3B", "%2e", "%2E", "%2f", "%2F", "%5c", "%5C", "%25",
    "\\", "a", "orders", "GET", "live", "*", "?"
  };

  @Test
  void theyMatchTheAmbiguousPathsAndNoOther() throws IOException {
    long seed = Seed.of(AmbiguousPathsTest.class);
    Random random = new Random(seed);
    List<String> resources = resources();
    int ambiguous = 0;
    for (int round = 0; round < 200_000; round++) {
      StringBuilder path = new StringBuilder("/");
      for (int left = random.nextInt(7); left > 0; left--) {
        path.append(pick(random, PIECES));
      }
      MethodArn requested = MethodArn.parse(SCOPE + "a1/" + pick(random, STAGES) + "/GET" + path);
      boolean expected = requested.request().hasAmbiguousPath();
      assertThat(matches(resources, requested.text()))
          .as("seed %d, round %d: %s", seed, round, requested.text())
          .isEqualTo(expected);
      ambiguous += expected ? 1 : 0;
    }
    assertThat(ambiguous).isBetween(50_000, 190_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "live/GET/",
        "$default/GET/",
        "live/GET/orders/",
        "live/GET/orders/.well-known",
        "live/GET/a..b",
        "live/GET/...",
        "live/GET/orders/v1.2",
        "live/GET/orders/report..pdf",
        "live/GET/orders;v=1",
        "live/GET/orders:search",
        "live/GET/a%20b",
      })
  void theyMatchNoPathOfOneReading(String requested) throws IOException {
    assertThat(matches(resources(), SCOPE + "a1/" + requested)).isFalse();
  }

  @Test
  void theyAreFarShorterThanAResourceMayBe() throws IOException {
    List<String> resources = resources();
    int size = resources.stream().mapToInt(resource -> resource.length() + 3).sum();
    System.out.printf("%d resources of ambiguous paths, %,d bytes%n", resources.size(), size);
    assertThat(resources)
        .doesNotHaveDuplicates()
        .allMatch(resource -> resource.length() < MethodArn.MAX_RESOURCE_LENGTH)
        .noneMatch(resource -> resource.contains("?") || resource.contains("$"));
    assertThat(size).isLessThan(1_200);
  }

  private static List<String> resources() throws IOException {
    JsonBuffer json = new JsonBuffer(16).beginArray();
    PolicyResources.writeAmbiguous(json, MethodArn.parse(SCOPE + "a1/live/GET/orders"));
    List<String> resources = new ArrayList<>();
    for (JsonNode resource : new ObjectMapper().readTree(json.endArray().toBytes())) {
      resources.add(resource.asText());
    }
    return resources;
  }

  private static boolean matches(List<String> resources, String requested) {
    return resources.stream().anyMatch(resource -> Wildcard.matches(resource, requested));
  }

  private static String pick(Random random, String[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}
