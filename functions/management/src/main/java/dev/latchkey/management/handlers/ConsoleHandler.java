package dev.latchkey.management.handlers;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.application.RequestException.Reason;
import dev.latchkey.core.telemetry.Telemetry;
import dev.latchkey.management.auth.HttpFetch;
import dev.latchkey.management.auth.OidcProvider;
import dev.latchkey.management.auth.ProviderCache;
import dev.latchkey.management.auth.SignInEndpoints;
import dev.latchkey.management.console.ConsoleFile;
import dev.latchkey.management.console.ConsoleFiles;
import dev.latchkey.management.console.ConsoleSettings;
import dev.latchkey.management.console.PageHeaders;
import dev.latchkey.management.http.Request;
import dev.latchkey.management.http.Response;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code GET /console} and below: serves the console. */
public final class ConsoleHandler extends PublicHandler {
  private static final String CLIENT_ID = "CONSOLE_CLIENT_ID";
  private static final String AUTHORIZATION_PARAMETERS = "CONSOLE_AUTHORIZATION_PARAMETERS";
  private static final Pattern AUTHORIZATION_QUERY =
      Pattern.compile("([^=&#\\s]+=[^&#\\s]*)?(&[^=&#\\s]+=[^&#\\s]*)*");
  private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(10);
  private static final String IMMUTABLE = "public, max-age=31536000, immutable";

  private final EnvironmentVariables environment;
  private final InstantSource clock;
  private final ConsoleFiles files = ConsoleFiles.packed();
  private final ConsoleSettings settings;
  private final ProviderCache<SignInEndpoints> endpoints;

  public ConsoleHandler() {
    this(
        ManagementDependencies.environment(),
        ManagementDependencies.clockOfSystem(),
        ManagementDependencies.telemetryOfEnvironment());
    ManagementPriming.beforeSnapshot(ManagementDependencies.environment(), this::priming);
  }

  /**
   * @throws IllegalStateException naming a variable whose value is invalid
   */
  ConsoleHandler(EnvironmentVariables environment, InstantSource clock, Telemetry telemetry) {
    super(telemetry);
    this.environment = environment;
    this.clock = clock;
    String scope = environment.text("CONSOLE_SCOPE");
    this.settings =
        new ConsoleSettings(
            environment.text(CLIENT_ID),
            scope.isEmpty() ? "openid" : scope,
            authorizationParameters(environment),
            ManagementSettings.limits(environment));
    this.endpoints =
        new ProviderCache<>(
            new OidcProvider(ManagementSettings.issuer(environment), new HttpFetch(FETCH_TIMEOUT))
                ::signInEndpoints,
            clock,
            new ProviderLog(telemetry, "no_provider_endpoints")::failed);
  }

  /**
   * Returns a step that requests the page and its settings from another instance, which fetches the
   * provider's endpoints.
   */
  Runnable priming() {
    ConsoleHandler other = new ConsoleHandler(environment, clock, ManagementPriming.silent());
    APIGatewayProxyRequestEvent page = ManagementPriming.request("/console/");
    APIGatewayProxyRequestEvent config =
        ManagementPriming.request("/console/config.json")
            .withPathParameters(Map.of("proxy", "config.json"));
    return () -> {
      other.handle(page, ManagementPriming.NAME, ManagementPriming.NAME);
      other.handle(config, ManagementPriming.NAME, ManagementPriming.NAME);
    };
  }

  private static String authorizationParameters(EnvironmentVariables environment) {
    String query = environment.text(AUTHORIZATION_PARAMETERS);
    if (!AUTHORIZATION_QUERY.matcher(query).matches()) {
      throw environment.bad(
          AUTHORIZATION_PARAMETERS, "must be a query such as audience=latchkey&prompt=consent");
    }
    return query;
  }

  @Override
  Response respond(Request request) {
    Response response =
        switch (request.pathParameter("proxy")) {
          case "" ->
              request.path().endsWith("/")
                  ? file(files.index())
                  : new Response(308, Map.of("Location", "console/"), null);
          case "config.json" -> config(request);
          default ->
              file(
                  files
                      .find(request.pathParameter("proxy"))
                      .orElseThrow(() -> RequestException.of(Reason.NOT_FOUND)));
        };
    for (Map.Entry<String, String> header :
        PageHeaders.of(endpoints.get(BETWEEN_TRIES)).entrySet()) {
      response = response.with(header.getKey(), header.getValue());
    }
    return response;
  }

  private Response config(Request request) {
    String clientId = request.stageVariable(CLIENT_ID).orElse(settings.clientId());
    if (clientId.isEmpty()) {
      throw RequestException.of(Reason.NOT_FOUND);
    }
    return endpoints
        .get(BETWEEN_TRIES)
        .map(provider -> Response.ok(settings.of(clientId).view(provider)))
        .orElseThrow(() -> RequestException.of(Reason.UNAVAILABLE));
  }

  private static Response file(ConsoleFile file) {
    return new Response(
        200,
        Map.of(
            "Content-Type",
            file.type(),
            "Cache-Control",
            file.isImmutable() ? IMMUTABLE : "no-store"),
        file.text());
  }
}
