package dev.latchkey.local.signin;

import com.nimbusds.jose.JWSAlgorithm;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.http.OAuth2HttpRequest;
import no.nav.security.mock.oauth2.http.OAuth2HttpRequestHandler;
import no.nav.security.mock.oauth2.http.OAuth2HttpResponse;
import no.nav.security.mock.oauth2.http.Route;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.KeyProvider;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;

/**
 * The protocol: mock-oauth2-server does it, for one issuer and for those whom {@link
 * AuthorizationPolicy} admits, and {@link Tokens} says what the tokens hold.
 */
final class LocalProvider {
  static final String ISSUER_ID = "latchkey";

  private static final Set<String> PATHS =
      Set.of(
          "/.well-known/openid-configuration",
          "/.well-known/oauth-authorization-server",
          "/jwks",
          "/authorize",
          "/token",
          "/revoke",
          "/userinfo",
          "/endsession");

  private final Route protocol;
  private final AuthorizationPolicy guard = new AuthorizationPolicy();
  private final Tokens tokens;
  private final List<String> origins;

  LocalProvider(SigningKey key, List<String> origins) {
    OAuth2TokenProvider signer =
        new OAuth2TokenProvider(new KeyProvider(List.of(key.jwk()), JWSAlgorithm.RS256.getName()));
    OAuth2Config config =
        new OAuth2Config(
            true, null, null, true, signer, Set.of(new DefaultOAuth2TokenCallback(ISSUER_ID)));
    this.protocol = new OAuth2HttpRequestHandler(config).getAuthorizationServer();
    this.tokens = new Tokens(signer);
    this.origins = origins;
  }

  OAuth2HttpResponse answer(OAuth2HttpRequest request) {
    String path = request.getUrl().encodedPath();
    if (!path.startsWith("/" + ISSUER_ID)
        || !PATHS.contains(path.substring(ISSUER_ID.length() + 1))) {
      return SignInResponses.text(404, "There is nothing here");
    }
    OAuth2HttpRequest known = withoutForeignOrigin(request);
    return refusalOrPage(known, path).orElseGet(() -> delegate(known, path));
  }

  private Optional<OAuth2HttpResponse> refusalOrPage(OAuth2HttpRequest request, String path) {
    if (request.getMethod().equals("OPTIONS")) {
      return Optional.empty();
    }
    return switch (path.substring(ISSUER_ID.length() + 1)) {
      case "/authorize" -> guard.authorize(request);
      case "/token" -> guard.token(request);
      case "/endsession" -> guard.endSession(request);
      default -> Optional.empty();
    };
  }

  private OAuth2HttpResponse delegate(OAuth2HttpRequest request, String path) {
    OAuth2HttpResponse answer = Objects.requireNonNull(protocol.invoke(request));
    boolean issued = path.endsWith("/token") && answer.getStatus() == 200;
    return issued && request.getMethod().equals("POST") ? tokens.reissue(answer) : answer;
  }

  /** The library answers CORS to whoever asks; without the header it does not. */
  private OAuth2HttpRequest withoutForeignOrigin(OAuth2HttpRequest request) {
    String origin = request.getHeaders().get("Origin");
    return origin == null || origins.contains(origin)
        ? request
        : new OAuth2HttpRequest(
            request.getHeaders().newBuilder().removeAll("Origin").build(),
            request.getMethod(),
            request.getOriginalUrl(),
            request.getBody());
  }
}
