package dev.latchkey.local.signin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignInServerTest {
  private static final String CONSOLE = "http://localhost:3000";
  private static final String BACK = CONSOLE + "/console/";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static SignInServer server;

  @BeforeAll
  static void start() throws Exception {
    server = SignInServer.start(0, SigningKey.random(), List.of(CONSOLE));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void discoveryNamesTheIssuerWhateverHostWasAsked() throws Exception {
    String asked =
        server.issuer().toString().replace("localhost", "127.0.0.1")
            + "/.well-known/openid-configuration";
    JsonNode discovery = json(get(asked));
    String issuer = server.issuer().toString();
    assertThat(discovery.path("issuer").asText()).isEqualTo(issuer);
    assertThat(discovery.path("jwks_uri").asText()).isEqualTo(issuer + "/jwks");
    assertThat(discovery.path("token_endpoint").asText()).isEqualTo(issuer + "/token");
    assertThat(discovery.path("end_session_endpoint").asText()).startsWith(issuer);
  }

  @Test
  void aTokenOutlivesARestartThatKeepsTheKey(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("key.json");
    String first = SigningKey.in(file).jwk().computeThumbprint().toString();
    assertThat(SigningKey.in(file).jwk().computeThumbprint().toString()).isEqualTo(first);
  }

  @Nested
  class ClientCredentials {
    @ParameterizedTest
    @CsvSource({
      "engineer, nx1_engineer",
      "analyst, nx1_ask",
      "auditor, latchkey_auditor",
      "sales, nx1_engineer/sales",
      "logistics, nx1_engineer/logistics",
      "outsider,"
    })
    void giveAnAccessTokenWithTheRoles(String client, String role) throws Exception {
      SignedJWT token = accessToken(tokenByBasic(client, "any secret"));
      assertThat(token.verify(new RSASSAVerifier(keys().getKeys().get(0).toRSAKey()))).isTrue();
      var claims = token.getJWTClaimsSet();
      assertThat(claims.getIssuer()).isEqualTo(server.issuer().toString());
      assertThat(claims.getAudience()).containsExactly("latchkey");
      assertThat(claims.getSubject()).isEqualTo(client);
      assertThat(claims.getStringClaim("preferred_username")).isEqualTo(client);
      assertThat(claims.getJSONObjectClaim("realm_access"))
          .isEqualTo(Map.of("roles", role == null ? List.of() : List.of(role)));
      assertThat(claims.getJWTID()).isNotBlank();
      assertThat(claims.getExpirationTime().toInstant())
          .isBetween(Instant.now().plusSeconds(3500), Instant.now().plusSeconds(3601));
      assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
    }

    @Test
    void areTakenFromTheBodyToo() throws Exception {
      var answer =
          token(Map.of("client_id", "analyst", "client_secret", "x", "scope", "nx1_engineer a"));
      assertThat(accessToken(answer).getJWTClaimsSet().getSubject()).isEqualTo("analyst");
    }

    @Test
    void neverGiveARoleThatWasAskedForAsScope() throws Exception {
      var answer = token(Map.of("client_id", "outsider", "client_secret", "x", "scope", "nx1_ask"));
      assertThat(accessToken(answer).getJWTClaimsSet().toString()).doesNotContain("nx1_ask");
    }

    @ParameterizedTest
    @ValueSource(strings = {"root", "console", "", "Engineer"})
    void ofAnUnknownClientAreRefused(String client) throws Exception {
      var answer = tokenByBasic(client, "x");
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(json(answer).path("error").asText()).isEqualTo("invalid_client");
    }
  }

  @Test
  void otherGrantsAreRefused() throws Exception {
    var answer =
        token(Map.of("grant_type", "password", "username", "engineer", "client_id", "engineer"));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("error").asText()).isEqualTo("unsupported_grant_type");
  }

  @Nested
  class AuthorizationCode {
    private static final String VERIFIER = "a-verifier-that-is-long-enough-for-rfc-7636-rules";

    @Test
    void pageOffersTheFourByAClick() throws Exception {
      assertThat(get(authorize(BACK)).body())
          .contains("value=\"engineer\"", "value=\"analyst\"")
          .contains("value=\"auditor\"", "value=\"outsider\"")
          .doesNotContain("abc");
    }

    @Test
    void isChangedForTokensOfThatPerson() throws Exception {
      JsonNode tokens = json(exchange(code("auditor"), VERIFIER));
      var access = SignedJWT.parse(tokens.path("access_token").asText()).getJWTClaimsSet();
      assertThat(access.getSubject()).isEqualTo("auditor");
      assertThat(access.getAudience()).containsExactly("latchkey");
      assertThat(access.getClaims()).doesNotContainKeys("nonce", "at_hash");
      assertThat(access.getClaim("typ")).isEqualTo("Bearer");
      assertThat(access.getJSONObjectClaim("realm_access").toString()).contains("latchkey_auditor");
      var identity = SignedJWT.parse(tokens.path("id_token").asText()).getJWTClaimsSet();
      assertThat(identity.getAudience()).containsExactly("console");
      assertThat(identity.getClaim("nonce")).isEqualTo("abc");
      assertThat(identity.getClaims()).doesNotContainKey("realm_access");
    }

    @Test
    void isRenewedByARefreshToken() throws Exception {
      JsonNode tokens = json(exchange(code("engineer"), VERIFIER));
      var renewed =
          token(
              Map.of(
                  "grant_type",
                  "refresh_token",
                  "client_id",
                  "console",
                  "refresh_token",
                  tokens.path("refresh_token").asText()));
      assertThat(renewed.statusCode()).as(renewed.body()).isEqualTo(200);
      assertThat(accessToken(renewed).getJWTClaimsSet().getSubject()).isEqualTo("engineer");
    }

    @Test
    void withAnotherVerifierIsRefused() throws Exception {
      assertThat(exchange(code("engineer"), VERIFIER + "x").statusCode()).isEqualTo(400);
    }

    @Test
    void worksOnce() throws Exception {
      String code = code("engineer");
      assertThat(exchange(code, VERIFIER).statusCode()).isEqualTo(200);
      assertThat(exchange(code, VERIFIER).statusCode()).isEqualTo(400);
    }

    @Test
    void forAPageElsewhereIsRefused() throws Exception {
      assertThat(get(authorize("https://example.com/")).statusCode()).isEqualTo(400);
      assertThat(get(authorize("http://localhost.example.com/")).statusCode()).isEqualTo(400);
    }

    @Test
    void forSomeoneUnknownIsRefused() throws Exception {
      assertThat(post(authorize(BACK), "username=root").statusCode()).isEqualTo(400);
      assertThat(post(authorize(BACK), "username=engineer&claims={}").statusCode()).isEqualTo(400);
    }

    @Test
    void withoutPkceIsRefused() throws Exception {
      String url = authorize(BACK).replaceAll("code_challenge[^&]*&", "");
      assertThat(get(url).statusCode()).isEqualTo(400);
    }

    @Test
    void withoutAnyoneThereAsksForSignIn() throws Exception {
      var answer = get(authorize(BACK) + "&prompt=none");
      assertThat(answer.statusCode()).isEqualTo(302);
      assertThat(answer.headers().firstValue("Location"))
          .contains(BACK + "?error=login_required&state=s");
    }

    private String authorize(String back) throws Exception {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(UTF_8));
      return server.issuer()
          + "/authorize?"
          + form(
              Map.of(
                  "response_type", "code",
                  "client_id", "console",
                  "redirect_uri", back,
                  "scope", "openid",
                  "state", "s",
                  "nonce", "abc",
                  "code_challenge_method", "S256",
                  "code_challenge",
                      Base64.getUrlEncoder().withoutPadding().encodeToString(digest)));
    }

    private String code(String person) throws Exception {
      var answer = post(authorize(BACK), "username=" + person);
      URI back = URI.create(answer.headers().firstValue("Location").orElseThrow());
      assertThat(back.toString()).startsWith(BACK + "?").contains("state=s");
      return back.getQuery().replaceAll(".*code=([^&]+).*", "$1");
    }

    private HttpResponse<String> exchange(String code, String verifier) throws Exception {
      return token(
          Map.of(
              "grant_type", "authorization_code",
              "client_id", "console",
              "redirect_uri", BACK,
              "code", code,
              "code_verifier", verifier));
    }
  }

  @Nested
  class Browsers {
    @Test
    void ofTheConsoleMayCall() throws Exception {
      assertThat(allowed(CONSOLE)).isEqualTo(CONSOLE);
    }

    @Test
    void ofOtherPagesMayNot() throws Exception {
      assertThat(allowed("http://localhost:3001")).isEmpty();
      assertThat(allowed("https://example.com")).isEmpty();
    }

    @Test
    void signOutLeadsBackToThisMachineOnly() throws Exception {
      String end = server.issuer() + "/endsession?post_logout_redirect_uri=";
      var home = get(end + URLEncoder.encode(BACK, UTF_8));
      assertThat(home.headers().firstValue("Location")).contains(BACK);
      assertThat(get(end + "https%3A%2F%2Fexample.com").statusCode()).isEqualTo(400);
    }

    private String allowed(String origin) throws Exception {
      var request =
          HttpRequest.newBuilder(URI.create(server.issuer() + "/token"))
              .method("OPTIONS", BodyPublishers.noBody())
              .header("Origin", origin)
              .header("Access-Control-Request-Method", "POST")
              .build();
      var answer = HTTP.send(request, BodyHandlers.ofString());
      return answer.headers().firstValue("Access-Control-Allow-Origin").orElse("");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/other/token", "/latchkey/debugger", "/", "/latchkey", "/isalive"})
  void thereIsNothingElse(String path) throws Exception {
    assertThat(get(server.issuer().resolve(path).toString()).statusCode()).isEqualTo(404);
  }

  private static JWKSet keys() throws Exception {
    return JWKSet.parse(get(server.issuer() + "/jwks").body());
  }

  private static SignedJWT accessToken(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(json(answer).path("token_type").asText()).isEqualTo("Bearer");
    return SignedJWT.parse(json(answer).path("access_token").asText());
  }

  private static HttpResponse<String> tokenByBasic(String client, String secret) throws Exception {
    String pair = URLEncoder.encode(client, UTF_8) + ":" + URLEncoder.encode(secret, UTF_8);
    return HTTP.send(
        request(server.issuer() + "/token")
            .header(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)))
            .POST(BodyPublishers.ofString("grant_type=client_credentials"))
            .build(),
        BodyHandlers.ofString());
  }

  private static HttpResponse<String> token(Map<String, String> parameters) throws Exception {
    String grant = parameters.containsKey("grant_type") ? "" : "grant_type=client_credentials&";
    return post(server.issuer() + "/token", grant + form(parameters));
  }

  private static HttpResponse<String> post(String url, String form) throws Exception {
    return HTTP.send(
        request(url).POST(BodyPublishers.ofString(form)).build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> get(String url) throws Exception {
    return HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String url) {
    return HttpRequest.newBuilder(URI.create(url))
        .header("Content-Type", "application/x-www-form-urlencoded");
  }

  private static String form(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    return JSON.readTree(answer.body());
  }
}
