package dev.latchkey.management.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponseV1;
import dev.latchkey.core.domain.Permission;
import dev.latchkey.core.telemetry.Counter;
import dev.latchkey.core.telemetry.JsonBuffer;
import dev.latchkey.core.telemetry.Level;
import dev.latchkey.core.telemetry.LogLine;
import dev.latchkey.core.telemetry.Telemetry;
import dev.latchkey.core.telemetry.UnauthorizedException;
import dev.latchkey.management.auth.HttpFetch;
import dev.latchkey.management.auth.OidcProvider;
import dev.latchkey.management.auth.OidcSettings;
import dev.latchkey.management.auth.OperatorContext;
import dev.latchkey.management.auth.OperatorTokens;
import dev.latchkey.management.auth.ProviderUnavailableException;
import dev.latchkey.management.auth.TokenRefusedException;
import dev.latchkey.management.http.StageVariables;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The Lambda authorizer of the management API. It accepts operators with a valid access token of
 * the provider. Each handler checks permissions itself.
 */
public final class AuthorizeOperatorHandler
    implements RequestHandler<AuthorizeOperatorHandler.Event, IamPolicyResponseV1> {
  private static final String AUDIENCES = "OIDC_AUDIENCES";
  private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(2);

  private final EnvironmentVariables environment;
  private final InstantSource clock;
  private final Duration fetchTimeout;
  private final List<String> audiences;
  private final OperatorTokens tokens;
  private final Telemetry telemetry;

  /**
   * The event of a {@code REQUEST} authorizer, with all header values. The library's class has only
   * {@code headers}, one value each.
   */
  public static final class Event extends APIGatewayCustomAuthorizerEvent {
    private static final long serialVersionUID = 1;

    private @Nullable Map<String, List<String>> multiValueHeaders;

    public @Nullable Map<String, List<String>> getMultiValueHeaders() {
      return multiValueHeaders;
    }

    public void setMultiValueHeaders(@Nullable Map<String, List<String>> multiValueHeaders) {
      this.multiValueHeaders = multiValueHeaders;
    }

    /** Returns the request ID that responses contain as {@code instance}. */
    private @Nullable String gatewayRequestId() {
      return getRequestContext() == null ? null : getRequestContext().getRequestId();
    }

    /** Returns all values of a header; names are case-insensitive. */
    private List<String> values(String name) {
      Map<String, List<String>> all =
          Objects.requireNonNullElseGet(multiValueHeaders, Map::<String, List<String>>of);
      Map<String, String> last =
          Objects.requireNonNullElseGet(getHeaders(), Map::<String, String>of);
      return all.isEmpty()
          ? last.keySet().stream().filter(name::equalsIgnoreCase).map(last::get).toList()
          : all.keySet().stream()
              .filter(name::equalsIgnoreCase)
              .flatMap(each -> all.getOrDefault(each, List.of()).stream())
              .toList();
    }
  }

  public AuthorizeOperatorHandler() {
    this(
        ManagementDependencies.environment(),
        ManagementDependencies.clockOfSystem(),
        ManagementDependencies.telemetryOfEnvironment(),
        FETCH_TIMEOUT);
    ManagementPriming.beforeSnapshot(environment, this::priming);
  }

  /**
   * @param fetchTimeout the time limit for one document of the provider
   * @throws IllegalStateException naming a variable whose value is invalid
   */
  AuthorizeOperatorHandler(
      EnvironmentVariables environment,
      InstantSource clock,
      Telemetry telemetry,
      Duration fetchTimeout) {
    OidcSettings settings = settings(environment);
    this.environment = environment;
    this.clock = clock;
    this.fetchTimeout = fetchTimeout;
    this.audiences = audiences(environment, settings.issuer());
    this.telemetry = telemetry;
    OidcProvider provider = new OidcProvider(settings.issuer(), new HttpFetch(fetchTimeout));
    this.tokens =
        new OperatorTokens(
            settings, provider, clock, new ProviderLog(telemetry, "no_provider_keys"));
  }

  /**
   * Authorizes a request. The daily invocation that keeps the snapshot gets a policy that allows
   * nothing.
   */
  @Override
  public IamPolicyResponseV1 handleRequest(Event event, Context context) {
    return ManagementPriming.PING.equals(event.getType())
        ? response(ManagementPriming.NAME, List.of(), Map.of())
        : authorize(event, context.getFunctionName(), context.getAwsRequestId());
  }

  /**
   * Returns a step that has another instance verify an artificial token, which is refused. That
   * instance fetches the provider's keys and tries them, so this one has none in the snapshot.
   */
  Runnable priming() {
    AuthorizeOperatorHandler other =
        new AuthorizeOperatorHandler(environment, clock, ManagementPriming.silent(), fetchTimeout);
    Event event = new Event();
    event.setStageVariables(Map.of(AUDIENCES, ManagementPriming.NAME));
    event.setHeaders(
        Map.of("Authorization", "Bearer " + unsignedToken(ManagementSettings.issuer(environment))));
    return () -> {
      try {
        other.authorize(event, ManagementPriming.NAME, ManagementPriming.NAME);
      } catch (UnauthorizedException expected) {
        return;
      }
    };
  }

  /** Returns a token without {@code kid}, so that each RSA key is tried, and none verifies it. */
  private static String unsignedToken(String issuer) {
    JsonBuffer header = new JsonBuffer(64).beginObject().name("alg").string("RS256").endObject();
    JsonBuffer claims = new JsonBuffer(128).beginObject().name("iss").string(issuer).endObject();
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    return String.join(
        ".",
        base64.encodeToString(header.toBytes()),
        base64.encodeToString(claims.toBytes()),
        base64.encodeToString(new byte[256]));
  }

  private IamPolicyResponseV1 authorize(Event event, String function, String requestId) {
    long start = System.nanoTime();
    LogLine line =
        telemetry.line(function, requestId).with("gateway_request_id", event.gatewayRequestId());
    try {
      OperatorContext operator = tokens.operator(event.values("Authorization"), audiences(event));
      line.with("outcome", "authorized")
          .with("operator", operator.subject())
          .count(Counter.AUTHORIZED);
      return allow(operator, event.getMethodArn());
    } catch (TokenRefusedException e) {
      line.with("outcome", "refused")
          .with("reason", e.getMessage())
          .count(Counter.REFUSED, "reason");
      throw new UnauthorizedException();
    } catch (ProviderUnavailableException e) {
      line.with("outcome", "failed")
          .with("reason", "provider_unavailable")
          .count(Counter.PROVIDER_ERRORS)
          .level(Level.ERROR);
      throw new IllegalStateException("The identity provider's keys are unavailable.");
    } catch (RuntimeException e) {
      line.with("outcome", "failed").failure(e);
      throw e;
    } finally {
      telemetry.write(line.took(System.nanoTime() - start));
    }
  }

  /** Returns the stage's audiences if it has any, else the environment's. */
  private List<String> audiences(Event event) {
    List<String> ofStage =
        StageVariables.find(event.getStageVariables(), AUDIENCES)
            .map(EnvironmentVariables::split)
            .orElse(List.of());
    if (!ofStage.isEmpty()) {
      return ofStage;
    }
    return audiences.isEmpty() ? environment.requiredList(AUDIENCES) : audiences;
  }

  /**
   * Allows an operator the whole API. Each handler checks the operator's permissions from the
   * context.
   *
   * @param methodArn the requested method, {@code arn:…:api/stage/METHOD/path}
   */
  private static IamPolicyResponseV1 allow(OperatorContext operator, String methodArn) {
    String[] parts = methodArn.split("/", 3);
    if (parts.length < 3) {
      throw new IllegalArgumentException("Not the ARN of a method: " + methodArn);
    }
    String wholeApi = parts[0] + "/" + parts[1] + "/*";
    return response(
        principalId(operator),
        List.of(IamPolicyResponseV1.allowStatement(wholeApi)),
        Map.copyOf(operator.toContext()));
  }

  private static IamPolicyResponseV1 response(
      String principalId,
      List<IamPolicyResponseV1.Statement> statements,
      Map<String, Object> context) {
    return IamPolicyResponseV1.builder()
        .withPrincipalId(principalId)
        .withPolicyDocument(
            IamPolicyResponseV1.PolicyDocument.builder()
                .withVersion(IamPolicyResponseV1.VERSION_2012_10_17)
                .withStatement(statements)
                .build())
        .withContext(context)
        .build();
  }

  /** API Gateway writes the principal ID into the JSON of its access log without escaping it. */
  private static String principalId(OperatorContext operator) {
    return operator.subject().replace("%", "%25").replace("\"", "%22").replace("\\", "%5C");
  }

  /**
   * Returns the accepted audiences. An ID token's audience is the client that requested it, and
   * some providers' ID tokens differ from access tokens in nothing else.
   */
  private static List<String> audiences(EnvironmentVariables environment, String issuer) {
    List<String> audiences = environment.list(AUDIENCES);
    if (audiences.contains(environment.text("CONSOLE_CLIENT_ID"))
        && !OidcProvider.isCognito(issuer)) {
      throw environment.bad(
          AUDIENCES, "must not contain the console's client ID, the audience of ID tokens");
    }
    return audiences;
  }

  private static OidcSettings settings(EnvironmentVariables environment) {
    return new OidcSettings(
        ManagementSettings.issuer(environment),
        environment.requiredList("ROLES_CLAIMS"),
        Map.of(
            Permission.MANAGE, environment.requiredList("MANAGE_ROLES"),
            Permission.READ, environment.list("READ_ROLES")));
  }
}
