package dev.latchkey.authorizer.frontdoor;

import dev.latchkey.core.application.Denial;
import dev.latchkey.core.application.KeyHeaders.Credential;
import dev.latchkey.core.application.Verification.Accepted;
import dev.latchkey.core.domain.ApiRequest;
import org.jspecify.annotations.Nullable;

/**
 * A request about which a proxy or program asks.
 *
 * @param dataApiId the data API that the key must belong to; {@code null} for any
 * @param target the request; its path is as the client sent it, without the query
 * @param credential the request's credential
 * @param sourceIp the client's address
 * @param isForwarded whether a proxy asks, which reads headers only
 */
public record FrontDoorRequest(
    @Nullable String dataApiId,
    ApiRequest target,
    Credential credential,
    String sourceIp,
    boolean isForwarded) {

  /** Returns why a valid key does not allow this request; {@code null} if it does. */
  public @Nullable Denial denial(Accepted accepted) {
    Denial denial = Denial.of(accepted.key(), accepted.dataApi(), target, sourceIp);
    return denial != Denial.AMBIGUOUS_PATH && isForAnother(accepted) ? Denial.ROUTE : denial;
  }

  private boolean isForAnother(Accepted accepted) {
    return dataApiId != null && !dataApiId.equals(accepted.dataApi().dataApiId());
  }
}
