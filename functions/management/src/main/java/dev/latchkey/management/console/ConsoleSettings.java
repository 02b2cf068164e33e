package dev.latchkey.management.console;

import dev.latchkey.core.domain.ValidityLimits;
import dev.latchkey.management.auth.SignInEndpoints;
import dev.latchkey.management.json.JsonObject;
import java.net.URI;

/**
 * What the page needs to know of its deployment.
 *
 * @param clientId the page's public client at the provider
 * @param scope what the page asks for at sign-in, separated by blanks
 * @param limits how long keys live
 */
public record ConsoleSettings(String clientId, String scope, ValidityLimits limits) {

  /** The same with another client. */
  public ConsoleSettings of(String otherClientId) {
    return new ConsoleSettings(otherClientId, scope, limits);
  }

  /** The settings as the page reads them, {@code config.json}. */
  public JsonObject view(SignInEndpoints provider) {
    return new JsonObject()
        .with("issuer", provider.issuer())
        .with("authorization_endpoint", provider.authorization().toString())
        .with("token_endpoint", provider.token().toString())
        .with("end_session_endpoint", provider.endSession().map(URI::toString).orElse(null))
        .with("client_id", clientId)
        .with("scope", scope)
        .with("default_validity_days", limits.defaultDays())
        .with("max_validity_days", limits.maxDays());
  }
}
