package dev.latchkey.management.console;

import dev.latchkey.management.auth.SignInEndpoints;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The security headers of every console response. They restrict the page to its own files, this API
 * and the provider's token endpoint. They forbid framing and scripts created from strings.
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
   * Returns the headers by name.
   *
   * @param endpoints the provider's endpoints; empty if unknown
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
