package dev.latchkey.operator;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import dev.latchkey.key.Actor;
import dev.latchkey.key.Operator;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** From an OpenID Connect access token to the operator who holds it. */
public final class OperatorTokens {
  private static final Pattern CREDENTIALS = Pattern.compile("(?i:Bearer) +([^ ]+)");
  private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

  private final Trust trust;
  private final ProviderKeys keys;
  private final InstantSource clock;

  /**
   * @param provider the provider of {@code trust}'s issuer
   * @param observer is told what was wrong with fetches of the provider's keys
   */
  public OperatorTokens(
      Trust trust, Provider provider, InstantSource clock, FetchObserver observer) {
    this.trust = trust;
    this.keys = new ProviderKeys(provider, clock, observer);
    this.clock = clock;
  }

  /**
   * The operator whom the {@code Authorization} header names.
   *
   * @param authorization all values of the header; of two none counts
   * @param audiences the audiences of which the token has to be made for one
   * @throws TokenRefusedException if the token is not acceptable
   * @throws ProviderUnavailableException if whether it is cannot be known
   */
  public Operator operator(List<String> authorization, List<String> audiences)
      throws TokenRefusedException, ProviderUnavailableException {
    if (authorization.size() > 1) {
      throw new TokenRefusedException("ambiguous");
    }
    Matcher credentials = CREDENTIALS.matcher(String.join("", authorization));
    if (!credentials.matches()) {
      throw new TokenRefusedException("missing");
    }
    CompactToken token = CompactToken.parse(credentials.group(1));
    JWSHeader header = Signatures.header(token);
    requireType(header.getType());
    Claims claims = new Claims(token.claims());
    Instant now = clock.instant();
    claims.requireIssuer(trust.issuer());
    Signatures.require(token, header, keys.matching(header));
    claims.requireAudience(audiences);
    claims.requireTimes(now);
    claims.requireAccessToken();
    String subject = claims.subject();
    return new Operator(
        new Actor(subject, claims.name(subject)),
        trust.permissions(claims.roles(trust.rolesClaims())));
  }

  private static void requireType(@Nullable JOSEObjectType type) throws TokenRefusedException {
    if (type != null && !TYPES.contains(type.getType().toLowerCase(Locale.ROOT))) {
      throw new TokenRefusedException("type");
    }
  }
}
