package dev.latchkey.authorizer.frontdoor;

import dev.latchkey.core.domain.IpAddress;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.Network;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The networks whose senders may name the client's address. */
public final class TrustedProxies {
  private final List<Network> networks;

  private TrustedProxies(List<Network> networks) {
    this.networks = networks;
  }

  /**
   * Returns the networks of a list.
   *
   * @param list {@code TRUSTED_PROXIES}: at most 16 CIDR blocks, separated by commas, or nothing
   * @throws IllegalArgumentException naming a block that is invalid
   */
  public static TrustedProxies of(String list) {
    if (list.isBlank()) {
      return new TrustedProxies(List.of());
    }
    List<String> blocks = Arrays.stream(list.split(",", -1)).map(String::strip).toList();
    List<Network> networks =
        KeyFields.NETWORKS
            .type()
            .parse(
                blocks,
                (path, detail) -> {
                  throw new IllegalArgumentException("TRUSTED_PROXIES" + path + " " + detail + ".");
                });
    return new TrustedProxies(networks == null ? List.of() : networks);
  }

  /** Returns whether a sender is in one of the networks. */
  boolean include(String sender) {
    @Nullable IpAddress address = IpAddress.parse(sender);
    return address != null
        && networks.stream().anyMatch(network -> network.contains(address.unmapped()));
  }
}
