package dev.latchkey.management.console;

import dev.latchkey.management.auth.SignInEndpoints;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a browser is told of every answer with a part of the page: load nothing but the page's own
 * files, call nothing but this API and the provider's token endpoint, be in nobody's frame, run no
 * script that is made of text.
 */
public final class PageHeaders {
  private static final Map<String, String> ALWAYS =
      Map.of(
          "Cross-Origin-Opener-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Permissions-Policy",
              "camera=(), geolocation=(), microphone=(), payment=(), usb=(), clipboard-read=()",
          "Referrer-Policy", "no-referrer",
          "Strict-Transport-Security", "max-age=63072000",
          "X-Frame-Options", "DENY");

  private PageHeaders() {}

  /**
   * The headers by their names.
   *
   * @param endpoints the provider's, unless they are not known
   */
  public static Map<String, String> of(Optional<SignInEndpoints> endpoints) {
    Map<String, String> headers = new TreeMap<>(ALWAYS);
    headers.put("Content-Security-Policy", contentSecurityPolicy(endpoints));
    return headers;
  }

  private static String contentSecurityPolicy(Optional<SignInEndpoints> endpoints) {
    Map<String, String> directives =
        Map.of(
            "default-src", "'none'",
            "script-src", "'self'",
            "style-src", "'self'",
            "img-src", "'self'",
            "connect-src", endpoints.map(known -> "'self' " + known.tokenSource()).orElse("'self'"),
            "base-uri", "'none'",
            "form-action", "'none'",
            "frame-ancestors", "'none'",
            "require-trusted-types-for", "'script'",
            "trusted-types", "'none'");
    return directives.entrySet().stream()
        .map(directive -> directive.getKey() + " " + directive.getValue())
        .sorted()
        .collect(Collectors.joining("; "));
  }
}
