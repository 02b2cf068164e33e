package dev.latchkey.core.application;

import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.ApiRequest;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.IpAddress;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.Network;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The reason why a valid key does not allow a request, in the order in which they are checked. */
public enum Denial {
  AMBIGUOUS_PATH("forbidden", "The path is ambiguous."),
  ROUTE("forbidden", "This API key does not cover this route."),
  METHOD("forbidden", "This API key does not allow this method."),
  NETWORK("network-denied", "This API key does not allow requests from this address."),
  /** The quota is used up; {@link VerifyKey#use} finds this. */
  QUOTA("quota-exceeded", "The quota of this API key is used up.");

  private final String problem;
  private final String detail;

  Denial(String problem, String detail) {
    this.problem = problem;
    this.detail = detail;
  }

  /**
   * Returns why a key does not allow a request; {@code null} if it does.
   *
   * @param sourceIp the client's address, if it is known
   */
  public static @Nullable Denial of(
      ApiKey key, DataApi dataApi, ApiRequest request, @Nullable String sourceIp) {
    if (request.hasAmbiguousPath()) {
      return AMBIGUOUS_PATH;
    }
    if (!dataApi.allows(request)) {
      return ROUTE;
    }
    if (isOtherMethod(key, request)) {
      return METHOD;
    }
    return isElsewhere(key, sourceIp) ? NETWORK : null;
  }

  /** Returns whether a key does not allow the method of a request. */
  static boolean isOtherMethod(ApiKey key, ApiRequest request) {
    List<String> methods = key.fields().get(KeyFields.METHODS);
    return methods != null && !methods.contains(request.method());
  }

  /** Returns whether a key does not allow requests from an address. */
  static boolean isElsewhere(ApiKey key, @Nullable String sourceIp) {
    List<Network> networks = key.fields().get(KeyFields.NETWORKS);
    return networks != null && !isIn(networks, sourceIp);
  }

  private static boolean isIn(List<Network> networks, @Nullable String sourceIp) {
    IpAddress source = sourceIp == null ? null : IpAddress.parse(sourceIp);
    return source != null
        && networks.stream().anyMatch(network -> network.contains(source.unmapped()));
  }

  /** Returns the last part of the type of the problem that clients of data APIs get. */
  public String problem() {
    return problem;
  }

  /** Returns the problem's detail, one sentence. */
  public String detail() {
    return detail;
  }

  /** Returns the word that logs and metrics use. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
