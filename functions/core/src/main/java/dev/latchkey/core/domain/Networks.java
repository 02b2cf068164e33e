package dev.latchkey.core.domain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The type of a key's networks: a list of CIDR blocks. */
final class Networks implements FieldType<List<Network>> {
  static final int MAX = 16;
  static final FieldType<List<Network>> TYPE = new Networks();

  private static final String EXPECTED = "must be a list of 1 to " + MAX + " CIDR blocks";

  private Networks() {}

  @Override
  public @Nullable List<Network> parse(Object plain, Problems problems) {
    List<String> texts = Texts.parse(plain, MAX, EXPECTED, problems);
    if (texts == null) {
      return null;
    }
    List<Network> networks = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      Network.Parsed parsed = Network.parse(texts.get(i));
      Network network = parsed.network();
      if (parsed.problem() != null) {
        problems.add("/" + i, parsed.problem());
      } else if (networks.contains(network)) {
        problems.add("/" + i, "is given more than once");
      } else if (network != null) {
        networks.add(network);
      }
    }
    return networks.size() == texts.size() ? List.copyOf(networks) : null;
  }

  @Override
  public List<Network> stored(Object plain) {
    return Texts.stored(plain).stream().map(Networks::stored).toList();
  }

  @Override
  public Object plain(List<Network> networks) {
    return networks.stream().map(Network::toString).toList();
  }

  @Override
  public Class<?> plainType() {
    return List.class;
  }

  private static Network stored(String text) {
    Network network = Network.parse(text).network();
    if (network == null) {
      throw new IllegalStateException("Expected a CIDR block, but found another text.");
    }
    return network;
  }
}
