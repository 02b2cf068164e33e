package dev.latchkey.handler;

import dev.latchkey.console.ConsoleFile;
import dev.latchkey.console.ConsoleFiles;
import dev.latchkey.console.ConsoleSettings;
import dev.latchkey.console.PageHeaders;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Request;
import dev.latchkey.key.Fault;
import dev.latchkey.key.Fault.Reason;
import dev.latchkey.operator.HttpFetch;
import dev.latchkey.operator.Provider;
import dev.latchkey.operator.ProviderCache;
import dev.latchkey.operator.SignInEndpoints;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** {@code GET /console} and below: serves the operators' page. */
public final class ConsoleHandler extends OpenHandler {
  private static final String CLIENT_ID = "CONSOLE_CLIENT_ID";
  private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(10);
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  private final ConsoleFiles files = ConsoleFiles.packed();
  private final ConsoleSettings settings;
  private final ProviderCache<SignInEndpoints> endpoints;

  public ConsoleHandler() {
    this(Wiring.environment(), Wiring.clockOfSystem());
  }

  /**
   * @throws IllegalStateException naming the variable with which something is wrong
   */
  ConsoleHandler(Environment environment, InstantSource clock) {
    String scope = environment.text("CONSOLE_SCOPE");
    this.settings =
        new ConsoleSettings(
            environment.text(CLIENT_ID),
            scope.isEmpty() ? "openid" : scope,
            Settings.limits(environment));
    this.endpoints =
        new ProviderCache<>(
            new Provider(Settings.issuer(environment), new HttpFetch(FETCH_TIMEOUT))
                ::signInEndpoints,
            clock,
            failure -> {});
  }

  @Override
  Answer answer(Request request) {
    Answer answer =
        switch (request.pathParameter("proxy")) {
          case "" ->
              request.path().endsWith("/")
                  ? file(files.index())
                  : new Answer(308, Map.of("Location", "console/"), null);
          case "config.json" -> config(request);
          default ->
              file(
                  files
                      .find(request.pathParameter("proxy"))
                      .orElseThrow(() -> Fault.of(Reason.NOT_FOUND)));
        };
    for (Map.Entry<String, String> header :
        PageHeaders.of(endpoints.get(BETWEEN_TRIES)).entrySet()) {
      answer = answer.with(header.getKey(), header.getValue());
    }
    return answer;
  }

  private Answer config(Request request) {
    String clientId = request.stageVariable(CLIENT_ID).orElse(settings.clientId());
    if (clientId.isEmpty()) {
      throw Fault.of(Reason.NOT_FOUND);
    }
    return endpoints
        .get(BETWEEN_TRIES)
        .map(provider -> Answer.ok(settings.of(clientId).view(provider)))
        .orElseThrow(() -> Fault.of(Reason.UNAVAILABLE));
  }

  private static Answer file(ConsoleFile file) {
    return new Answer(
        200,
        Map.of(
            "Content-Type", file.type(), "Cache-Control", file.isLasting() ? FOR_EVER : "no-store"),
        file.text());
  }
}
