package dev.latchkey.tests.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tokens of people who signed in once, without a browser. A window that gets one begins where the
 * provider sends people back to, so tests that are not about signing in skip the way there.
 */
final class SharedTokens {
  /** What the address of a window says that gets a token of these. */
  static final String QUERY = "?code=shared&state=shared";

  private static final String VERIFIER = "v".repeat(43);

  /** What the console keeps for the tab while someone is at the provider. */
  private static final String ON_THE_WAY =
      """
      if (location.search.includes('state=shared')) {
        sessionStorage.setItem('latchkey.sign-in', JSON.stringify({ state: 'shared', verifier: 'shared', hash: '#/keys' }));
      }
      """;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final String console;

  SharedTokens(String console) {
    this.console = console;
  }

  /** Lets a browser window come back from the provider as a person. */
  void giveTo(BrowserContext context, String person) {
    String answer = answers.computeIfAbsent(person, this::signIn);
    context.addInitScript(ON_THE_WAY);
    context.route(
        url -> url.endsWith("/token"),
        route -> {
          String body = route.request().postData();
          if (body != null && body.contains("code=shared")) {
            route.fulfill(
                new Route.FulfillOptions()
                    .setContentType("application/json")
                    .setHeaders(Map.of("Access-Control-Allow-Origin", "*"))
                    .setBody(answer));
          } else {
            route.fallback();
          }
        });
  }

  private String signIn(String person) {
    try {
      JsonNode config =
          new ObjectMapper().readTree(send(get(console + "config.json").build()).body());
      String way =
          config.path("authorization_endpoint").asText()
              + "?"
              + form(
                  Map.of(
                      "response_type",
                      "code",
                      "client_id",
                      config.path("client_id").asText(),
                      "redirect_uri",
                      console,
                      "scope",
                      config.path("scope").asText(),
                      "state",
                      "shared",
                      "code_challenge",
                      challenge(),
                      "code_challenge_method",
                      "S256"));
      Matcher account =
          Pattern.compile("value=\"([^\"]+)\">" + Pattern.quote(person))
              .matcher(send(get(way).build()).body());
      if (!account.find()) {
        throw new IllegalStateException("The provider does not know " + person);
      }
      String back =
          send(post(way, Map.of("username", account.group(1))))
              .headers()
              .firstValue("Location")
              .orElseThrow();
      Matcher code = Pattern.compile("[?&]code=([^&]+)").matcher(back);
      if (!code.find()) {
        throw new IllegalStateException("No code in " + back);
      }
      return send(post(
              config.path("token_endpoint").asText(),
              Map.of(
                  "grant_type",
                  "authorization_code",
                  "client_id",
                  config.path("client_id").asText(),
                  "code",
                  code.group(1),
                  "redirect_uri",
                  console,
                  "code_verifier",
                  VERIFIER)))
          .body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String challenge() {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(VERIFIER.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static HttpRequest.Builder get(String url) {
    return HttpRequest.newBuilder(URI.create(url));
  }

  private static HttpRequest post(String url, Map<String, String> fields) {
    return get(url)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(form(fields)))
        .build();
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(
            each ->
                each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 400) {
        throw new IllegalStateException(request + ": " + answer.body());
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
