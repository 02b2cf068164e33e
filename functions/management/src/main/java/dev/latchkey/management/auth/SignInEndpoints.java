package dev.latchkey.management.auth;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * A provider's endpoints for sign-in and sign-out, from its discovery document.
 *
 * @param issuer the provider's issuer
 * @param authorization the URL to which browsers go to sign in
 * @param token the endpoint at which the console redeems the authorization code
 * @param endSession the URL to which browsers go to sign out, if the provider has one
 */
public record SignInEndpoints(
    String issuer, URI authorization, URI token, Optional<URI> endSession) {

  /**
   * Returns the endpoints from a discovery document.
   *
   * @throws IOException if one is missing, or is neither https nor on the issuer's loopback
   */
  static SignInEndpoints of(String issuer, Map<?, ?> document) throws IOException {
    return new SignInEndpoints(
        issuer,
        OidcProvider.safe(issuer, document, "authorization_endpoint"),
        OidcProvider.safe(issuer, document, "token_endpoint"),
        document.containsKey("end_session_endpoint")
            ? Optional.of(OidcProvider.safe(issuer, document, "end_session_endpoint"))
            : Optional.empty());
  }

  /**
   * Returns the token endpoint as a source in a Content Security Policy, which must not have a
   * query.
   */
  public String tokenSource() {
    String path = token.getRawPath() == null ? "" : token.getRawPath();
    return (token.getScheme() + "://" + token.getRawAuthority() + path)
        .replace(";", "%3B")
        .replace(",", "%2C");
  }
}
