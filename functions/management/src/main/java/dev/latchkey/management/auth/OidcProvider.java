package dev.latchkey.management.auth;

import dev.latchkey.management.json.JsonDocument;
import dev.latchkey.management.json.MalformedJsonException;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An OpenID Connect provider, configured by its discovery document.
 *
 * @see <a href="https://openid.net/specs/openid-connect-discovery-1_0.html">OpenID Connect
 *     Discovery</a>
 */
public final class OidcProvider {
  private static final String DISCOVERY = "/.well-known/openid-configuration";
  private static final Pattern COGNITO =
      Pattern.compile("https://cognito-idp\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?/[^/]+");
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final String issuer;
  private final HttpFetch http;

  /**
   * @param issuer an issuer that {@link #isIssuer} accepts
   */
  public OidcProvider(String issuer, HttpFetch http) {
    this.issuer = issuer;
    this.http = http;
  }

  /** Returns whether a text can be an issuer: an https URL, or an http URL on loopback. */
  public static boolean isIssuer(String text) {
    try {
      URI uri = URI.create(text);
      return isSafe(uri) && uri.getRawQuery() == null && uri.getRawFragment() == null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * Returns whether an issuer is a Cognito user pool. Its tokens have {@code token_use}, which
   * tells access tokens from ID tokens.
   */
  public static boolean isCognito(String issuer) {
    return COGNITO.matcher(issuer).matches();
  }

  /**
   * Fetches the text of the provider's current key set.
   *
   * @throws IOException if the provider is unavailable, or its discovery document has no valid
   *     {@code jwks_uri}
   */
  String keySet() throws IOException {
    return http.get(safe(issuer, document(), "jwks_uri"));
  }

  /**
   * Fetches the provider's endpoints for sign-in and sign-out.
   *
   * @throws IOException if the provider is unavailable, or its discovery document lacks a valid
   *     endpoint
   */
  public SignInEndpoints signInEndpoints() throws IOException {
    return SignInEndpoints.of(issuer, document());
  }

  /**
   * Returns a URI from an issuer's discovery document. Only an issuer on loopback may name other
   * URIs there: in Lambda, the Runtime API is on loopback.
   *
   * @throws IOException if it is missing, or is neither https nor on the loopback of its issuer
   */
  static URI safe(String issuer, Map<?, ?> document, String name) throws IOException {
    if (document.get(name) instanceof String text) {
      try {
        URI uri = URI.create(text);
        if (isSafe(uri) && (!isLoopback(uri) || isLoopback(URI.create(issuer)))) {
          return uri;
        }
      } catch (IllegalArgumentException e) {
        throw new IOException("The provider's " + name + " is not a URL.", e);
      }
    }
    throw new IOException("The provider has no " + name + " with https.");
  }

  private Map<?, ?> document() throws IOException {
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    Map<?, ?> document = discovery(http.get(URI.create(base + DISCOVERY)));
    if (!issuer.equals(document.get("issuer"))) {
      throw new IOException(
          "The provider's issuer differs from OIDC_ISSUER (template parameter OidcIssuer).");
    }
    return document;
  }

  private static Map<?, ?> discovery(String text) throws IOException {
    try {
      if (JsonDocument.read(text).root() instanceof Map<?, ?> document) {
        return document;
      }
    } catch (MalformedJsonException e) {
      throw new IOException("The provider's discovery document is not JSON.", e);
    }
    throw new IOException("The provider's discovery document is not an object.");
  }

  private static boolean isLoopback(URI uri) {
    return LOOPBACK.contains(uri.getHost());
  }

  private static boolean isSafe(URI uri) {
    String host = uri.getHost();
    return host != null
        && uri.getRawUserInfo() == null
        && ("https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && isLoopback(uri)));
  }
}
