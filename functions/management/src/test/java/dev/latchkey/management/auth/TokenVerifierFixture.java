package dev.latchkey.management.auth;

import dev.latchkey.core.domain.Permission;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Verifies tokens of a test's provider, at a time that tests set. */
final class TokenVerifierFixture implements InstantSource, OperatorTokens.FetchObserver {
  final List<IOException> failures = new ArrayList<>();
  final List<List<String>> ignored = new ArrayList<>();
  private final OperatorTokens tokens;
  private Instant now = TokenBuilder.NOW;

  TokenVerifierFixture(String issuer) {
    this(issuer, Duration.ofSeconds(10));
  }

  TokenVerifierFixture(String issuer, List<String> rolesClaims) {
    this(issuer, rolesClaims, Duration.ofSeconds(10));
  }

  /**
   * @param timeout the time limit for one document of the provider
   */
  TokenVerifierFixture(String issuer, Duration timeout) {
    this(issuer, List.of("realm_access.roles", "cognito:groups", "roles", "scope"), timeout);
  }

  private TokenVerifierFixture(String issuer, List<String> rolesClaims, Duration timeout) {
    OidcSettings settings =
        new OidcSettings(
            issuer,
            rolesClaims,
            Map.of(
                Permission.MANAGE, List.of("nx1_ask", "nx1_engineer"),
                Permission.READ, List.of("latchkey_auditor")));
    tokens =
        new OperatorTokens(settings, new OidcProvider(issuer, new HttpFetch(timeout)), this, this);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public void failed(IOException reason) {
    failures.add(reason);
  }

  @Override
  public void ignored(List<String> keys) {
    ignored.add(keys);
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  OperatorContext accept(String token) throws TokenRefusedException, ProviderUnavailableException {
    return accept("Bearer " + token, "latchkey");
  }

  OperatorContext accept(String authorization, String audience)
      throws TokenRefusedException, ProviderUnavailableException {
    return tokens.operator(List.of(authorization), List.of(audience, "latchkey-console"));
  }

  /** Returns the reason why a token is refused. */
  String refusal(String token) {
    return refusalOf("Bearer " + token);
  }

  String refusalOf(String authorization) {
    try {
      throw new AssertionError("accepted " + accept(authorization, "latchkey"));
    } catch (TokenRefusedException e) {
      return String.valueOf(e.getMessage());
    } catch (ProviderUnavailableException e) {
      return "unavailable";
    }
  }
}
