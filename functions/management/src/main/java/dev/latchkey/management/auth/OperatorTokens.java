package dev.latchkey.management.auth;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Verifies OpenID Connect access tokens and maps them to operators. */
public final class OperatorTokens {
  private static final Pattern CREDENTIALS = Pattern.compile("(?i:Bearer) +([^ ]+)");

  private final OidcSettings settings;
  private final ProviderKeys keys;
  private final InstantSource clock;

  /** Receives problems with fetches of the provider's keys. */
  public interface FetchObserver {

    /** The fetch failed. Keys fetched before stay in use. */
    void failed(IOException reason);

    /**
     * The fetch succeeded, but some keys cannot be used.
     *
     * @param keys each key's {@code kid}, or its position in the set, and the reason
     */
    void ignored(List<String> keys);
  }

  /**
   * @param provider the provider with the settings' issuer
   * @param observer receives problems with fetches of the provider's keys
   */
  public OperatorTokens(
      OidcSettings settings, OidcProvider provider, InstantSource clock, FetchObserver observer) {
    this.settings = settings;
    this.keys = new ProviderKeys(provider::keySet, clock, observer);
    this.clock = clock;
  }

  /**
   * Returns the operator whose access token the {@code Authorization} header carries.
   *
   * @param authorization all values of the header; more than one is refused
   * @param audiences the accepted audiences; the token must be for one of them
   * @throws TokenRefusedException if the token is not acceptable
   * @throws ProviderUnavailableException if the provider is needed to decide and is unavailable
   */
  public OperatorContext operator(List<String> authorization, List<String> audiences)
      throws TokenRefusedException, ProviderUnavailableException {
    if (authorization.size() > 1) {
      throw new TokenRefusedException("ambiguous");
    }
    Matcher credentials = CREDENTIALS.matcher(String.join("", authorization));
    if (!credentials.matches()) {
      throw new TokenRefusedException("missing");
    }
    SignedToken token = SignedToken.parse(credentials.group(1));
    Claims claims = token.claims();
    claims.requireIssuer(settings.issuer());
    keys.requireSignature(token);
    claims.requireAudience(audiences);
    claims.requireTimes(clock.instant());
    claims.requireAccessToken();
    claims.requireBearer();
    String subject = claims.subject();
    return new OperatorContext(
        subject,
        claims.name(subject),
        settings.domains(claims.roles(settings.rolesClaims())),
        settings.roles());
  }
}
