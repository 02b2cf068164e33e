package dev.latchkey.management.auth;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Where people sign in and out with a provider, as its discovery document says.
 *
 * @param issuer the provider's issuer
 * @param authorization where a browser is sent to sign in
 * @param token where a page redeems what it brings back
 * @param endSession where a browser is sent to sign out, if there is such a place
 */
public record SignInEndpoints(
    String issuer, URI authorization, URI token, Optional<URI> endSession) {

  /**
   * The endpoints in a discovery document.
   *
   * @throws IOException if it names none, or one that is neither https nor this machine
   */
  static SignInEndpoints of(String issuer, Map<?, ?> document) throws IOException {
    return new SignInEndpoints(
        issuer,
        OidcProvider.safe(document, "authorization_endpoint"),
        OidcProvider.safe(document, "token_endpoint"),
        document.containsKey("end_session_endpoint")
            ? Optional.of(OidcProvider.safe(document, "end_session_endpoint"))
            : Optional.empty());
  }

  /** The token endpoint as a source of a content security policy, which must not have a query. */
  public String tokenSource() {
    String path = token.getRawPath() == null ? "" : token.getRawPath();
    return (token.getScheme() + "://" + token.getRawAuthority() + path)
        .replace(";", "%3B")
        .replace(",", "%2C");
  }
}
