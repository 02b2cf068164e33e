package dev.latchkey.management.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import dev.latchkey.core.domain.Permission;
import dev.latchkey.management.json.JsonDocument;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptedTokensTest {
  private static final TestOidcProvider PROVIDER = new TestOidcProvider();
  private static final long NOW = TokenBuilder.NOW.getEpochSecond();
  private static final Set<Permission> ALL = Set.of(Permission.READ, Permission.MANAGE);

  private final TokenVerifierFixture verifier = new TokenVerifierFixture(PROVIDER.issuer());

  @AfterAll
  static void close() {
    PROVIDER.close();
  }

  private static TokenBuilder draft() {
    return TokenBuilder.of(PROVIDER.issuer());
  }

  static Stream<Arguments> algorithms() {
    return Stream.of(
        Arguments.of("RS256", TestOidcProvider.RSA),
        Arguments.of("RS384", TestOidcProvider.RSA),
        Arguments.of("RS512", TestOidcProvider.RSA),
        Arguments.of("PS256", TestOidcProvider.RSA),
        Arguments.of("PS384", TestOidcProvider.RSA),
        Arguments.of("PS512", TestOidcProvider.RSA),
        Arguments.of("ES256", TestOidcProvider.EC_256),
        Arguments.of("ES384", TestOidcProvider.EC_384),
        Arguments.of("ES512", TestOidcProvider.EC_521),
        Arguments.of("EdDSA", Ed25519TestKey.KEY.jwk("ed-1")),
        Arguments.of("Ed25519", Ed25519TestKey.KEY.jwk("ed-1")));
  }

  @ParameterizedTest
  @MethodSource("algorithms")
  void everyAsymmetricAlgorithm(String alg, JWK key) throws Exception {
    String token = draft().header("alg", alg).header("kid", key.getKeyID()).signedBy(key);

    assertThat(verifier.accept(token).permissions()).isEqualTo(ALL);
  }

  @Test
  void aTokenThatNamesNoKey() throws Exception {
    assertThat(verifier.accept(draft().withoutHeader("kid").signed()).permissions()).isEqualTo(ALL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"JWT", "jwt", "at+jwt", "AT+JWT", "application/at+jwt"})
  void theTypesOfAccessTokens(String type) throws Exception {
    assertThat(verifier.accept(draft().header("typ", type).signed()).actor().subject())
        .isEqualTo("engineer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer", "bearer", "JWT", "at+jwt"})
  void theTypesThatClaimsTell(String type) throws Exception {
    assertThat(verifier.accept(draft().claim("typ", type).signed()).permissions()).isEqualTo(ALL);
  }

  @Test
  void aTokenWithoutType() throws Exception {
    assertThat(verifier.accept(draft().withoutHeader("typ").signed()).permissions()).isEqualTo(ALL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer ", "bearer ", "BEARER ", "Bearer   "})
  void theSchemeInAnyCase(String scheme) throws Exception {
    assertThat(verifier.accept(scheme + draft().signed(), "latchkey").permissions()).isEqualTo(ALL);
  }

  @Test
  void anAudienceAmongOthers() throws Exception {
    String token = draft().claim("aud", List.of("account", "latchkey-console")).signed();

    assertThat(verifier.accept(token).permissions()).isEqualTo(ALL);
    assertThat(verifier.accept(draft().claim("aud", "latchkey").signed()).permissions())
        .isEqualTo(ALL);
  }

  @Test
  void cognitosAccessTokenWhoseAudienceIsItsClient() throws Exception {
    String token =
        draft()
            .without("aud")
            .without("realm_access")
            .without("name")
            .withoutHeader("typ")
            .claim("client_id", "latchkey")
            .claim("token_use", "access")
            .claim("username", "erin")
            .claim("cognito:groups", List.of("nx1_ask"))
            .signed();

    OperatorContext operator = verifier.accept(token);

    assertThat(operator.actor().name()).isEqualTo("erin");
    assertThat(operator.permissions()).isEqualTo(ALL);
  }

  @Test
  void aMinuteOfLeeway() throws Exception {
    for (TokenBuilder draft :
        List.of(
            draft().claim("exp", NOW - 59),
            draft().claim("nbf", NOW + 60),
            draft().claim("iat", NOW + 60),
            draft().claim("exp", NOW + 0.5),
            draft().without("iat"),
            draft().claim("exp", 1e300))) {
      assertThat(verifier.accept(draft.signed()).permissions()).isEqualTo(ALL);
    }
  }

  static Stream<Arguments> roles() {
    return Stream.of(
        Arguments.of("realm_access", Map.of("roles", List.of("nx1_ask")), ALL),
        Arguments.of("cognito:groups", List.of("x", "nx1_engineer"), ALL),
        Arguments.of("roles", "nx1_engineer", ALL),
        Arguments.of("scope", "openid latchkey/nx1_engineer", ALL),
        Arguments.of("scope", "latchkey/latchkey_auditor", Set.of(Permission.READ)),
        Arguments.of("roles", List.of("latchkey_auditor", "nx1_ask"), ALL),
        Arguments.of("roles", List.of("latchkey_auditor"), Set.of(Permission.READ)),
        Arguments.of("roles", List.of("NX1_ENGINEER"), Set.of()),
        Arguments.of("roles", List.of("nx1_engineers"), Set.of()),
        Arguments.of("roles", List.of("other/nx1_engineer"), Set.of()),
        Arguments.of("roles", List.of("latchkey/latchkey/nx1_engineer"), Set.of()),
        Arguments.of("roles", List.of("nx1_engineer,nx1_ask"), Set.of()),
        Arguments.of("roles", List.of(1, List.of("nx1_engineer")), Set.of()),
        Arguments.of("roles", Map.of("nx1_engineer", true), ALL),
        Arguments.of("roles", Map.of("nx1_engineer", Map.of("1", "x.zitadel.example")), ALL),
        Arguments.of("roles", Map.of("nx1_engineer", false), Set.of()),
        Arguments.of("roles", Map.of("nx1_engineer", JsonDocument.NULL), Set.of()),
        Arguments.of("roles", Map.of("x", Map.of("nx1_engineer", true)), Set.of()),
        Arguments.of("groups", List.of("nx1_engineer"), Set.of()),
        Arguments.of("realm_access", "nx1_engineer", Set.of()),
        Arguments.of("realm_access.roles", List.of("nx1_ask"), ALL),
        Arguments.of("roles", "", Set.of()));
  }

  @ParameterizedTest
  @MethodSource("roles")
  void rolesGivePermissions(String claim, Object value, Set<Permission> expected) throws Exception {
    String token = draft().without("realm_access").claim(claim, value).signed();

    assertThat(verifier.accept(token).permissions()).isEqualTo(expected);
  }

  static Stream<Arguments> paths() {
    Object roles = Map.of("roles", List.of("nx1_engineer"));
    Object project = Map.of("nx1_engineer", Map.of("1", "x.zitadel.example"));
    return Stream.of(
        Arguments.of(
            "resource_access", Map.of("my.client", roles), "resource_access.my.client.roles"),
        Arguments.of(
            "resource_access",
            Map.of("my", Map.of("client", roles)),
            "resource_access.my.client.roles"),
        Arguments.of("https://id.example/attrs", roles, "https://id.example/attrs.roles"),
        Arguments.of("a.b", Map.of("c.d", roles), "a.b.c.d.roles"),
        Arguments.of(
            "urn:zitadel:iam:org:project:roles", project, "urn:zitadel:iam:org:project:roles"));
  }

  @ParameterizedTest
  @MethodSource("paths")
  void namesInAPathMayContainDots(String claim, Object value, String path) throws Exception {
    TokenVerifierFixture reader = new TokenVerifierFixture(PROVIDER.issuer(), List.of(path));
    String token = draft().without("realm_access").claim(claim, value).signed();

    assertThat(reader.accept(token).permissions()).isEqualTo(ALL);
  }

  @Test
  void aDeadEndAtALongNameDoesNotHideAShortOne() throws Exception {
    TokenVerifierFixture reader = new TokenVerifierFixture(PROVIDER.issuer(), List.of("a.b.roles"));
    String token =
        draft()
            .claim("a.b", Map.of("groups", List.of("nx1_engineer")))
            .claim("a", Map.of("b", Map.of("roles", List.of("latchkey_auditor"))))
            .signed();

    assertThat(reader.accept(token).permissions()).isEqualTo(Set.of(Permission.READ));
  }

  static Stream<Arguments> names() {
    return Stream.of(
        Arguments.of(Map.of("name", "Erin", "email", "e@x"), "Erin"),
        Arguments.of(Map.of("preferred_username", "erin", "email", "e@x"), "erin"),
        Arguments.of(Map.of("email", "e@x", "client_id", "c"), "e@x"),
        Arguments.of(Map.of("client_id", "c", "azp", "a"), "engineer"),
        Arguments.of(Map.of("client_id", "latchkey-console", "sub", "erin"), "erin"),
        Arguments.of(Map.of("name", "", "email", "e@x"), "e@x"),
        Arguments.of(Map.of("name", List.of("x"), "username", "erin"), "erin"),
        Arguments.of(Map.of("name", "\u0000\n\u202E", "azp", "a"), "engineer"),
        Arguments.of(Map.of("name", "Er\u0000i\u202En\n"), "Erin"),
        Arguments.of(Map.of("name", "👩".repeat(70)), "👩".repeat(64)),
        Arguments.of(Map.of(), "engineer"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void theNameIsWhatPeopleKnow(Map<String, Object> claims, String expected) throws Exception {
    TokenBuilder draft = draft().without("name");
    claims.forEach(draft::claim);

    assertThat(verifier.accept(draft.signed()).actor().name()).isEqualTo(expected);
  }

  @Test
  void aLongSubjectMakesAShortName() throws Exception {
    OperatorContext operator =
        verifier.accept(draft().without("name").claim("sub", "s".repeat(255)).signed());

    assertThat(operator.actor().subject()).hasSize(255);
    assertThat(operator.actor().name()).hasSize(64);
  }
}
