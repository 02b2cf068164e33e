package dev.latchkey.tests.fuzz;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.sun.net.httpserver.HttpServer;
import dev.latchkey.core.domain.Actor;
import dev.latchkey.core.domain.Permission;
import dev.latchkey.management.auth.HttpFetch;
import dev.latchkey.management.auth.OidcProvider;
import dev.latchkey.management.auth.OidcSettings;
import dev.latchkey.management.auth.OperatorTokens;
import dev.latchkey.management.auth.ProviderUnavailableException;
import dev.latchkey.management.auth.TokenRefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The reader of operators' tokens. Of what nobody signed it takes nothing; whom it takes has a name
 * that can be printed.
 *
 * <p>What an input begins with says what is made of it: a token as it is, a header or claims that
 * are encoded for it, or claims that are signed besides, so that what lies behind the signature is
 * reached too.
 */
public final class TokenTarget implements Target {
  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  private static final String AS_IT_IS = "t";
  private static final String HEADER = "h";
  private static final String CLAIMS = "c";
  private static final String SIGNED = "s";
  private static final int MAX_SUBJECT = 255;
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String ISSUER = "https://issuer.example";

  private final RSAKey key = newKey();
  private final JWSSigner signer = signer(key);
  private final OperatorTokens tokens = tokens(serve(key));
  private final String header = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"k\"}";
  private final String claims =
      "{\"iss\":\"%s\",\"aud\":[\"latchkey\"],\"sub\":\"engineer\",\"name\":\"Erin\",\"iat\":%d,\"exp\":%d,\"nbf\":%d,\"realm_access\":{\"roles\":[\"nx1_engineer\"]},\"scope\":\"a b\"}"
          .formatted(
              ISSUER, NOW.getEpochSecond(), NOW.getEpochSecond() + 3600, NOW.getEpochSecond());
  private final String cognito =
      "{\"iss\":\"%s\",\"client_id\":\"latchkey\",\"sub\":\"e\",\"username\":\"Erin\",\"token_use\":\"access\",\"exp\":%d,\"cognito:groups\":[\"nx1_engineer\"]}"
          .formatted(ISSUER, NOW.getEpochSecond() + 3600);
  private final String good = "Bearer " + sign(claims);

  /** Few that have to be signed, since each of those takes as long as a hundred others. */
  @Override
  public List<byte[]> samples() {
    List<byte[]> samples =
        new ArrayList<>(List.of(bytes(SIGNED + claims), bytes(SIGNED + cognito)));
    samples.addAll(Collections.nCopies(80, bytes(AS_IT_IS + good)));
    samples.addAll(Collections.nCopies(60, bytes(HEADER + header)));
    samples.addAll(Collections.nCopies(60, bytes(CLAIMS + claims)));
    return samples;
  }

  @Override
  public List<String> words() {
    return List.of(
        "Bearer ",
        ".",
        "..",
        "\"alg\":\"none\",",
        "\"alg\":\"HS256\",",
        "\"crit\":[\"b64\"],",
        "\"jwk\":{},",
        "\"jku\":\"https://example.com/\",",
        "\"x5c\":[\"AAAA\"],",
        "\"exp\":1e400,",
        "\"exp\":null,",
        "\"aud\":{},",
        "\"sub\":[],",
        "[",
        "{\"a\":",
        "null",
        "\\u202e",
        "\\ud800",
        "99999999999999999999999999",
        "-1",
        "eyJ",
        "=");
  }

  @Override
  public void read(byte[] input) {
    if (input.length == 0) {
      return;
    }
    String credentials = credentials(input);
    boolean isSigned = kind(input).equals(SIGNED) || token(credentials).equals(token(good));
    Optional<Actor> actor = operator(credentials);
    if (actor.isPresent() && !(isSigned && isWellNamed(actor.get()))) {
      throw new AssertionError("taken: " + credentials);
    }
  }

  /** Whom the reader takes an input for; nobody if it refuses it. */
  Optional<Actor> operator(byte[] input) {
    return operator(credentials(input));
  }

  private Optional<Actor> operator(String credentials) {
    try {
      return Optional.of(tokens.operator(List.of(credentials), List.of("latchkey")).actor());
    } catch (TokenRefusedException declared) {
      return Optional.empty();
    } catch (ProviderUnavailableException e) {
      throw new AssertionError("The provider is there.", e);
    }
  }

  private String credentials(byte[] input) {
    String text = new String(input, 1, input.length - 1, StandardCharsets.UTF_8);
    String signature = good.substring(good.lastIndexOf('.') + 1);
    return switch (kind(input)) {
      case HEADER -> "Bearer " + encode(text) + "." + encode(claims) + "." + signature;
      case CLAIMS -> "Bearer " + encode(header) + "." + encode(text) + "." + signature;
      case SIGNED -> "Bearer " + sign(text);
      default -> text;
    };
  }

  private static String kind(byte[] input) {
    return new String(input, 0, 1, StandardCharsets.ISO_8859_1);
  }

  private static String token(String credentials) {
    return credentials.substring(credentials.lastIndexOf(' ') + 1);
  }

  private static boolean isWellNamed(Actor actor) {
    String subject = actor.subject();
    return !subject.isBlank()
        && subject.length() <= MAX_SUBJECT
        && subject.codePoints().noneMatch(Character::isISOControl)
        && !actor.name().isBlank();
  }

  private String sign(String payload) {
    try {
      JWSHeader with = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k").build();
      JWSObject token = new JWSObject(with, new Payload(Base64URL.encode(payload)));
      token.sign(signer);
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encode(String text) {
    return Base64URL.encode(text).toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The same in each JVM, so that a token of one is good in another. */
  private static RSAKey newKey() {
    try {
      SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
      random.setSeed(1);
      return new RSAKeyGenerator(2048).keyID("k").secureRandom(random).generate();
    } catch (JOSEException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JWSSigner signer(RSAKey key) {
    try {
      return new RSASSASigner(key);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Serves the key set until the JVM ends, at the URL that it returns. */
  private static String serve(RSAKey key) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      String origin = "http://localhost:" + server.getAddress().getPort();
      server.createContext(
          "/",
          exchange -> {
            try (exchange) {
              boolean isKeys = exchange.getRequestURI().getPath().equals("/keys");
              byte[] body =
                  bytes(
                      isKeys
                          ? new JWKSet(key.toPublicJWK()).toString()
                          : "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}"
                              .formatted(origin, origin));
              exchange.sendResponseHeaders(200, body.length);
              exchange.getResponseBody().write(body);
            }
          });
      Thread serving = new Thread(server::start, "provider");
      serving.setDaemon(true);
      serving.start();
      return origin;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static OperatorTokens tokens(String provider) {
    OidcSettings settings =
        new OidcSettings(
            ISSUER,
            List.of("realm_access.roles", "cognito:groups", "roles", "scope"),
            Map.of(
                Permission.MANAGE, List.of("nx1_engineer"),
                Permission.READ, List.of("latchkey_auditor")));
    return new OperatorTokens(
        settings,
        new OidcProvider(provider, new HttpFetch(PATIENCE)),
        InstantSource.fixed(NOW),
        new OperatorTokens.FetchObserver() {
          @Override
          public void failed(IOException reason) {
            throw new UncheckedIOException(reason);
          }

          @Override
          public void ignored(List<String> keys) {
            throw new IllegalStateException("ignored " + keys);
          }
        });
  }
}
