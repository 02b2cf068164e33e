package dev.latchkey.operator;

import dev.latchkey.key.Operator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The verification of tokens of a test's provider, at a time that tests set. */
final class Verifier implements InstantSource, FetchObserver {
  final List<IOException> failures = new ArrayList<>();
  final List<List<String>> ignored = new ArrayList<>();
  private final OperatorTokens tokens;
  private Instant now = Draft.NOW;

  Verifier(String issuer) {
    this(issuer, Duration.ofSeconds(10));
  }

  /**
   * @param timeout the most that the provider may take for one document
   */
  Verifier(String issuer, Duration timeout) {
    Trust trust =
        new Trust(
            issuer,
            List.of("realm_access.roles", "cognito:groups", "roles", "scope"),
            List.of("nx1_ask", "nx1_engineer"),
            List.of("latchkey_auditor"));
    tokens = new OperatorTokens(trust, new Provider(issuer, new HttpFetch(timeout)), this, this);
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

  Operator accept(String token) throws TokenRefusedException, ProviderUnavailableException {
    return accept("Bearer " + token, "latchkey");
  }

  Operator accept(String authorization, String audience)
      throws TokenRefusedException, ProviderUnavailableException {
    return tokens.operator(List.of(authorization), List.of(audience, "latchkey-console"));
  }

  /** The reason for which a token is refused. */
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
