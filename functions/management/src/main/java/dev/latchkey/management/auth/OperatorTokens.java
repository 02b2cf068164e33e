package dev.latchkey.management.auth;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From an OpenID Connect access token to the operator who holds it. */
public final class OperatorTokens {
  private static final Pattern CREDENTIALS = Pattern.compile("(?i:Bearer) +([^ ]+)");

  private final OidcSettings settings;
  private final ProviderKeys keys;
  private final InstantSource clock;

  /** Learns what was wrong with a fetch of the provider's keys. */
  public interface FetchObserver {

    /** The keys could not be fetched; those that are known stay in use. */
    void failed(IOException reason);

    /**
     * The set was fetched, and some of its keys cannot be used.
     *
     * @param keys for each its {@code kid}, or its place in the set, and the reason
     */
    void ignored(List<String> keys);
  }

  /**
   * @param provider the provider of the settings' issuer
   * @param observer learns what was wrong with fetches of the provider's keys
   */
  public OperatorTokens(
      OidcSettings settings, OidcProvider provider, InstantSource clock, FetchObserver observer) {
    this.settings = settings;
    this.keys = new ProviderKeys(provider::keySet, clock, observer);
    this.clock = clock;
  }

  /**
   * The operator whom the {@code Authorization} header names.
   *
   * @param authorization all values of the header; of two none counts
   * @param audiences the audiences of which the token has to be made for one
   * @throws TokenRefusedException if the token is not acceptable
   * @throws ProviderUnavailableException if the provider is needed to decide and cannot be asked
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
    token.requireSignature(keys.matching(token.header()));
    claims.requireAudience(audiences);
    claims.requireTimes(clock.instant());
    claims.requireAccessToken();
    String subject = claims.subject();
    return new OperatorContext(
        subject,
        claims.name(subject),
        settings.permissions(claims.roles(settings.rolesClaims())),
        settings.roles());
  }
}
