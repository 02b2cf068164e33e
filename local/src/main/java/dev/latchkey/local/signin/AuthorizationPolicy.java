package dev.latchkey.local.signin;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import no.nav.security.mock.oauth2.http.OAuth2HttpRequest;
import no.nav.security.mock.oauth2.http.OAuth2HttpResponse;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * What a provider refuses and mock-oauth2-server would let pass: unknown clients and people, other
 * grants, a code without PKCE, a way back that leads off this machine.
 */
final class AuthorizationPolicy {
  /** The public client of pages on this machine. */
  static final String PAGE = "console";

  private static final Set<String> OF_PAGES = Set.of("authorization_code", "refresh_token");
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  Optional<OAuth2HttpResponse> authorize(OAuth2HttpRequest request) {
    HttpUrl url = request.getUrl();
    if (!PAGE.equals(url.queryParameter("client_id"))) {
      return refused("The client_id has to be " + PAGE);
    }
    HttpUrl back = way(url.queryParameter("redirect_uri"));
    if (back == null) {
      return refused("The redirect_uri has to be on this machine");
    }
    if (!"S256".equals(url.queryParameter("code_challenge_method"))
        || url.queryParameter("code_challenge") == null) {
      return refused("A code_challenge is needed, with the method S256");
    }
    if ("none".equals(url.queryParameter("prompt"))) {
      return Optional.of(
          SignInResponses.redirect(loginRequired(back, url.queryParameter("state"))));
    }
    if (!request.getMethod().equals("POST")) {
      return Optional.of(SignInResponses.page(LoginPage.HTML));
    }
    Map<String, String> form = request.getFormParameters().getMap();
    return SignInAccount.named(form.getOrDefault("username", "")).isPresent()
            && !form.containsKey("claims")
        ? Optional.empty()
        : refused("Nobody here has this name");
  }

  Optional<OAuth2HttpResponse> token(OAuth2HttpRequest request) {
    Map<String, String> form = request.getFormParameters().getMap();
    String client = clientId(request, form);
    String grant = form.getOrDefault("grant_type", "");
    if (OF_PAGES.contains(grant)) {
      return client.equals(PAGE) ? Optional.empty() : unknownClient("Known is " + PAGE);
    }
    if (!grant.equals("client_credentials")) {
      return Optional.of(
          SignInResponses.error(
              400, "unsupported_grant_type", "This server does not know the grant"));
    }
    return SignInAccount.named(client).isPresent()
        ? Optional.empty()
        : unknownClient(
            "Known are "
                + String.join(", ", SignInAccount.ALL.stream().map(SignInAccount::name).toList()));
  }

  Optional<OAuth2HttpResponse> endSession(OAuth2HttpRequest request) {
    String back = request.getUrl().queryParameter("post_logout_redirect_uri");
    return back == null || way(back) != null
        ? Optional.empty()
        : refused("The post_logout_redirect_uri has to be on this machine");
  }

  private static Optional<OAuth2HttpResponse> refused(String why) {
    return Optional.of(SignInResponses.text(400, why));
  }

  private static Optional<OAuth2HttpResponse> unknownClient(String known) {
    return Optional.of(
        SignInResponses.error(401, "invalid_client", "Unknown client. " + known + "."));
  }

  private static String clientId(OAuth2HttpRequest request, Map<String, String> form) {
    String authorization = request.getHeaders().get("Authorization");
    if (authorization == null || !authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
      return form.getOrDefault("client_id", "");
    }
    try {
      byte[] pair = Base64.getDecoder().decode(authorization.substring(6).strip());
      String name = new String(pair, StandardCharsets.UTF_8).split(":", 2)[0];
      return URLDecoder.decode(name, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static @Nullable HttpUrl way(@Nullable String back) {
    HttpUrl url = back == null ? null : HttpUrl.parse(back);
    return url != null && LOOPBACK.contains(url.host()) ? url : null;
  }

  private static HttpUrl loginRequired(HttpUrl back, @Nullable String state) {
    HttpUrl.Builder way = back.newBuilder().addQueryParameter("error", "login_required");
    return state == null ? way.build() : way.addQueryParameter("state", state).build();
  }
}
