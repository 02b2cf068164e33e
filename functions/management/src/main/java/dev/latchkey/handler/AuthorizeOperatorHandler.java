package dev.latchkey.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponseV1;
import dev.latchkey.key.Operator;
import dev.latchkey.operator.FetchObserver;
import dev.latchkey.operator.HttpFetch;
import dev.latchkey.operator.OperatorTokens;
import dev.latchkey.operator.Provider;
import dev.latchkey.operator.ProviderUnavailableException;
import dev.latchkey.operator.TokenRefusedException;
import dev.latchkey.operator.Trust;
import dev.latchkey.telemetry.Level;
import dev.latchkey.telemetry.LogLine;
import dev.latchkey.telemetry.Telemetry;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may call the management API: whoever shows an acceptable access token of the
 * provider. What the operator may do there, each call asks for itself.
 */
public final class AuthorizeOperatorHandler
    implements RequestHandler<OperatorEvent, IamPolicyResponseV1> {
  private static final String AUDIENCES = "OIDC_AUDIENCES";
  private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(2);

  private final Environment environment;
  private final OperatorTokens tokens;
  private final Telemetry telemetry;

  public AuthorizeOperatorHandler() {
    this(
        Wiring.environment(),
        Wiring.clockOfSystem(),
        Wiring.telemetryOfEnvironment(),
        FETCH_TIMEOUT);
  }

  /**
   * @param fetchTimeout the most that the provider may take for one document
   * @throws IllegalStateException naming the variable with which something is wrong
   */
  AuthorizeOperatorHandler(
      Environment environment, InstantSource clock, Telemetry telemetry, Duration fetchTimeout) {
    Trust trust = trust(environment);
    this.environment = environment;
    this.telemetry = telemetry;
    Provider provider = new Provider(trust.issuer(), new HttpFetch(fetchTimeout));
    this.tokens = new OperatorTokens(trust, provider, clock, new FetchLog());
  }

  @Override
  public IamPolicyResponseV1 handleRequest(OperatorEvent event, @Nullable Context context) {
    long start = System.nanoTime();
    Telemetry log = context == null ? telemetry : telemetry.named(context.getFunctionName());
    LogLine line = log.line(context == null ? null : context.getAwsRequestId());
    try {
      Operator operator = tokens.operator(event.values("Authorization"), audiences(event));
      line.with("outcome", "authorized")
          .with("operator", operator.actor().subject())
          .count("authorized");
      return OperatorPolicy.allow(operator, event.getMethodArn());
    } catch (TokenRefusedException e) {
      line.with("outcome", "refused").with("reason", e.getMessage()).count("refused", "reason");
      throw new Unauthorized();
    } catch (ProviderUnavailableException e) {
      line.with("outcome", "failed")
          .with("reason", "provider_unavailable")
          .count("provider_errors")
          .level(Level.ERROR);
      throw new IllegalStateException("The identity provider cannot be asked for its keys.");
    } catch (RuntimeException e) {
      line.with("outcome", "failed").failure(e);
      throw e;
    } finally {
      log.write(line.took(System.nanoTime() - start));
    }
  }

  private List<String> audiences(OperatorEvent event) {
    Map<String, String> variables =
        Objects.requireNonNullElseGet(event.getStageVariables(), Map::<String, String>of);
    List<String> ofStage = Environment.split(variables.getOrDefault(AUDIENCES, ""));
    return ofStage.isEmpty() ? environment.requiredList(AUDIENCES) : ofStage;
  }

  private final class FetchLog implements FetchObserver {
    @Override
    public void failed(IOException reason) {
      Throwable cause = reason.getCause();
      telemetry.write(
          telemetry
              .line(null)
              .level(Level.WARN)
              .with("outcome", "no_provider_keys")
              .with("detail", reason.getMessage())
              .with("cause", cause == null ? null : cause.toString()));
    }

    @Override
    public void ignored(List<String> keys) {
      telemetry.write(
          telemetry
              .line(null)
              .level(Level.WARN)
              .with("outcome", "provider_keys_ignored")
              .with("detail", String.join("; ", keys)));
    }
  }

  private static Trust trust(Environment environment) {
    return new Trust(
        Settings.issuer(environment),
        environment.requiredList("ROLES_CLAIMS"),
        environment.requiredList("MANAGE_ROLES"),
        environment.list("READ_ROLES"));
  }
}
