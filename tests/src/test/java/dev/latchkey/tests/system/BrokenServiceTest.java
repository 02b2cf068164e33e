package dev.latchkey.tests.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.local.gateway.Stack;
import dev.latchkey.local.gateway.StackDefinition;
import dev.latchkey.local.lambda.FunctionRegistry;
import dev.latchkey.local.signin.SignInServer;
import dev.latchkey.local.signin.SigningKey;
import dev.latchkey.local.template.Template;
import dev.latchkey.tests.Project;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the calls that need no table say when their function, the sign-in server or API Gateway has
 * enough: in a stack of its own, whose API takes one request a second.
 */
final class BrokenServiceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> CALLS = List.of("GetMe", "GetHealth", "GetOpenApi");

  private final SigningKey key = SigningKey.random();
  @TempDir private Path folder;
  private SignInServer signIn;
  private Stack stack;

  @BeforeEach
  void start() throws IOException {
    signIn = SignInServer.start(0, key, List.of());
    stack =
        Stack.start(
            new StackDefinition(
                Template.load(
                    withBrokenFunctions(),
                    "latchkey",
                    Map.of(
                        "OidcIssuer", signIn.issuer().toString(),
                        "OidcAudiences", "latchkey",
                        "RateLimit", "1",
                        "BurstLimit", "1")),
                new FunctionRegistry(),
                Map.of(),
                0,
                null,
                line -> {}));
  }

  @AfterEach
  void stop() {
    stack.close();
    signIn.close();
  }

  @Test
  void eachProblemHasItsAnswer() throws IOException {
    URI issuer = signIn.issuer();
    Client operator =
        Fixtures.LATCHKEY
            .at(stack.url())
            .with("Authorization", "Bearer " + Latchkey.tokenOf("engineer", issuer));
    signIn.close();
    RecordedResponse without = await(operator, "/v1/me", 503);
    assertThat(without.expect(503, "unavailable").header("retry-after")).isNotEmpty();

    signIn = SignInServer.start(issuer.getPort(), key, List.of());
    for (String path : List.of("/v1/me", "/v1/health", "/v1/openapi.yaml")) {
      await(operator, path, 500).expect(500, "internal");
      RecordedResponse throttled = await(operator, path, 429);
      assertThat(throttled.expect(429, "throttled").header("retry-after")).isNotEmpty();
    }
  }

  private static RecordedResponse await(Client client, String path, int status) {
    Instant deadline = Instant.now().plus(PATIENCE);
    RecordedResponse reply = client.get(path);
    while (reply.status() != status) {
      assertThat(Instant.now()).as("%d in time, instead of %s", status, reply).isBefore(deadline);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      reply = client.get(path);
    }
    return reply;
  }

  /**
   * The template with another function's handler behind each call, which does not answer a call.
   */
  private Path withBrokenFunctions() throws IOException {
    String template = Project.read("template.yaml");
    for (String call : CALLS) {
      String handler = "Handler: dev.latchkey.management.handlers." + call + "Handler\n";
      assertThat(template).containsOnlyOnce(handler);
      template =
          template.replace(
              handler, "Handler: dev.latchkey.management.handlers.RecordEventsHandler\n");
    }
    template = template.replace("CodeUri: ", "CodeUri: " + Project.path("") + "/");
    return Files.writeString(folder.resolve("template.yaml"), template);
  }
}
