package dev.latchkey.local.signin;

import java.nio.charset.StandardCharsets;
import no.nav.security.mock.oauth2.http.OAuth2HttpResponse;
import okhttp3.Headers;
import okhttp3.HttpUrl;

/** The answers that the sign-in server gives itself. */
final class SignInResponses {
  private SignInResponses() {}

  static OAuth2HttpResponse text(int status, String text) {
    return answer(status, text + "\n", "Content-Type", "text/plain; charset=utf-8");
  }

  static OAuth2HttpResponse page(String html) {
    return answer(
        200,
        html,
        "Content-Type",
        "text/html; charset=utf-8",
        "Cache-Control",
        "no-store",
        "X-Frame-Options",
        "DENY");
  }

  /** An error of RFC 6749, section 5.2. */
  static OAuth2HttpResponse error(int status, String code, String description) {
    return answer(
        status,
        "{\"error\":\"" + code + "\",\"error_description\":\"" + description + "\"}",
        "Content-Type",
        "application/json",
        "Cache-Control",
        "no-store");
  }

  static OAuth2HttpResponse redirect(HttpUrl to) {
    return answer(302, "", "Location", to.toString());
  }

  static byte[] body(OAuth2HttpResponse answer) {
    byte[] bytes = answer.getBytesBody();
    String text = answer.getBody();
    if (bytes != null) {
      return bytes;
    }
    return text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
  }

  private static OAuth2HttpResponse answer(int status, String body, String... headers) {
    return new OAuth2HttpResponse(Headers.of(headers), status, body, null);
  }
}
