package dev.latchkey.core.domain;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A block of IP addresses in CIDR notation (RFC 4632, RFC 4291).
 *
 * @param address its first address
 * @param length the number of leading bits that its addresses share
 */
public record Network(IpAddress address, int length) {
  private static final Pattern FORM =
      Pattern.compile("([0-9A-Fa-f.:]{2,45})(?:/(0|[1-9][0-9]{0,2}))?");
  private static final int MAPPED_BITS = 96;

  /** A network, or what is wrong with a text that should be one. Exactly one of them is set. */
  record Parsed(@Nullable Network network, @Nullable String problem) {}

  /** Parses a block. A single address is the block of this address alone. */
  static Parsed parse(String text) {
    Matcher parts = FORM.matcher(text);
    IpAddress address = parts.matches() ? IpAddress.parse(parts.group(1)) : null;
    if (address == null) {
      return problem(
          "must be an IP address or a CIDR block, such as 192.0.2.0/24 or 2001:db8::/32");
    }
    int length = parts.group(2) == null ? address.bits() : Integer.parseInt(parts.group(2));
    if (length > address.bits()) {
      return problem("must have a prefix length of at most " + address.bits());
    }
    Network network = new Network(address.first(length), length);
    if (address.isMapped() && length >= MAPPED_BITS) {
      return problem("must not be IPv4-mapped; write " + network.unmapped());
    }
    return network.address.equals(address)
        ? new Parsed(network, null)
        : problem("must have no bits after its prefix; the block is " + network);
  }

  /** Returns whether an address is in this block. */
  public boolean contains(IpAddress other) {
    return other.bits() == address.bits() && other.first(length).equals(address);
  }

  /** Returns its canonical text. */
  @Override
  public String toString() {
    return address + "/" + length;
  }

  private Network unmapped() {
    return new Network(address.unmapped(), length - MAPPED_BITS);
  }

  private static Parsed problem(String problem) {
    return new Parsed(null, problem);
  }
}
