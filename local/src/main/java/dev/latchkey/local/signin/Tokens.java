package dev.latchkey.local.signin;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import no.nav.security.mock.oauth2.http.OAuth2HttpResponse;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;

/**
 * What the tokens hold. The library gives both of them the same claims; a real provider keeps the
 * {@code nonce} for the id token and the roles for the access token.
 */
final class Tokens {
  private static final Duration LIFE = Duration.ofHours(1);
  private static final String AUDIENCE = "latchkey";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final OAuth2TokenProvider signer;

  Tokens(OAuth2TokenProvider signer) {
    this.signer = signer;
  }

  OAuth2HttpResponse reissue(OAuth2HttpResponse answer) {
    try {
      ObjectNode body = (ObjectNode) JSON.readTree(SignInResponses.body(answer));
      JWTClaimsSet issued = SignedJWT.parse(body.path("access_token").asText()).getJWTClaimsSet();
      body.put("access_token", sign(access(issued)));
      if (body.hasNonNull("id_token")) {
        body.put(
            "id_token",
            sign(identity(SignedJWT.parse(body.path("id_token").asText()).getJWTClaimsSet())));
      }
      return new OAuth2HttpResponse(
          answer.getHeaders().newBuilder().set("Cache-Control", "no-store").build(),
          answer.getStatus(),
          JSON.writeValueAsString(body),
          null);
    } catch (java.io.IOException | ParseException e) {
      throw new IllegalStateException("The library's answer is not one to a token request", e);
    }
  }

  private static Map<String, Object> access(JWTClaimsSet issued) {
    Map<String, Object> claims = common(issued, "Bearer");
    claims.put("aud", List.of(AUDIENCE));
    claims.putAll(account(issued).access());
    return claims;
  }

  private static Map<String, Object> identity(JWTClaimsSet issued) {
    Map<String, Object> claims = common(issued, "ID");
    claims.put("aud", issued.getAudience());
    if (issued.getClaim("nonce") != null) {
      claims.put("nonce", issued.getClaim("nonce"));
    }
    return claims;
  }

  private static Map<String, Object> common(JWTClaimsSet issued, String type) {
    Map<String, Object> claims = new HashMap<>(account(issued).profile());
    claims.put("iss", issued.getIssuer());
    claims.put("sub", issued.getSubject());
    claims.put("jti", UUID.randomUUID().toString());
    claims.put("typ", type);
    return claims;
  }

  private static SignInAccount account(JWTClaimsSet issued) {
    return SignInAccount.named(issued.getSubject()).orElseThrow();
  }

  private String sign(Map<String, Object> claims) {
    return signer.jwt(claims, LIFE, LocalProvider.ISSUER_ID).serialize();
  }
}
