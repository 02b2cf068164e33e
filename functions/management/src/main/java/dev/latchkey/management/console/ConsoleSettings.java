package dev.latchkey.management.console;

import dev.latchkey.core.domain.ValidityLimits;
import dev.latchkey.management.auth.SignInEndpoints;
import dev.latchkey.management.json.JsonObject;
import java.net.URI;

/**
 * The deployment's settings for the console.
 *
 * @param clientId the console's public client at the provider
 * @param scope the scopes to request at sign-in, separated by spaces
 * @param authorizationParameters further parameters of the authorization request, as a query
 * @param limits the allowed validity of keys
 */
public record ConsoleSettings(
    String clientId, String scope, String authorizationParameters, ValidityLimits limits) {

  /** Returns these settings with another client. */
  public ConsoleSettings of(String otherClientId) {
    return new ConsoleSettings(otherClientId, scope, authorizationParameters, limits);
  }

  /** Returns the settings as the console reads them from {@code config.json}. */
  public JsonObject view(SignInEndpoints provider) {
    return new JsonObject()
        .with("issuer", provider.issuer())
        .with("authorization_endpoint", provider.authorization().toString())
        .with("token_endpoint", provider.token().toString())
        .with("end_session_endpoint", provider.endSession().map(URI::toString).orElse(null))
        .with("client_id", clientId)
        .with("scope", scope)
        .with("authorization_parameters", authorizationParameters)
        .with("default_validity_days", limits.defaultDays())
        .with("max_validity_days", limits.maxDays());
  }
}
