package dev.latchkey.benchmarks;

import dev.latchkey.testing.Loopback;
import dev.latchkey.testing.Loopback.Answer;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import javax.net.ServerSocketFactory;

/** An identity provider with one key and one operator. */
final class ProviderStub implements AutoCloseable {
  private static final String AUDIENCE = "latchkey";
  private static final String ROLE = "engineer";

  private final KeyPair keys;
  private final Loopback server;

  ProviderStub() throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2_048);
    keys = generator.generateKeyPair();
    server = new Loopback(ServerSocketFactory.getDefault(), request -> answer(request.path()));
  }

  /** The variables of functions that trust this provider. */
  Map<String, String> environment() {
    return Map.of(
        "OIDC_ISSUER",
        issuer(),
        "OIDC_AUDIENCES",
        AUDIENCE,
        "ROLES_CLAIMS",
        "roles",
        "MANAGE_ROLES",
        ROLE,
        "READ_ROLES",
        ROLE,
        "CONSOLE_CLIENT_ID",
        "console");
  }

  /** An access token of the operator. */
  String token() {
    long now = Instant.now().getEpochSecond();
    String signed =
        text("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"benchmark\"}")
            + '.'
            + text(
                """
                {"iss":"%s","aud":["%s"],"sub":"engineer","name":"Erin","iat":%d,"exp":%d,"roles":["%s"]}\
                """
                    .formatted(issuer(), AUDIENCE, now, now + 86_400, ROLE));
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(keys.getPrivate());
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + '.' + base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String issuer() {
    return "http://127.0.0.1:" + server.port() + "/issuer";
  }

  private Answer answer(String path) {
    String body = path.endsWith("/jwks") ? jwks() : discovery();
    return new Answer(
        200, "Content-Type: application/json\r\n", body.getBytes(StandardCharsets.UTF_8));
  }

  private String discovery() {
    return """
        {"issuer":"%1$s","jwks_uri":"%1$s/jwks","authorization_endpoint":"%1$s/authorize",\
        "token_endpoint":"%1$s/token"}\
        """
        .formatted(issuer());
  }

  private String jwks() {
    RSAPublicKey key = (RSAPublicKey) keys.getPublic();
    return """
        {"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"benchmark","n":"%s","e":"%s"}]}\
        """
        .formatted(unsigned(key.getModulus()), unsigned(key.getPublicExponent()));
  }

  private static String unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int sign = bytes[0] == 0 ? 1 : 0;
    return base64(Arrays.copyOfRange(bytes, sign, bytes.length));
  }

  private static String text(String json) {
    return base64(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
