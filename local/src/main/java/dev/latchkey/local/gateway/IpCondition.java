package dev.latchkey.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A condition of IAM on the client's address: {@code IpAddress} or {@code NotIpAddress} with one
 * key.
 *
 * @param isIn whether the address must be in one of the blocks, or in none of them
 * @param key the condition key, such as {@code aws:SourceIp}
 * @param blocks the blocks, as CIDR
 */
record IpCondition(boolean isIn, String key, List<String> blocks) {
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9A-Fa-f.:]*:[0-9A-Fa-f.:]*");

  /**
   * Reads a {@code Condition}; {@code null} if the statement has none.
   *
   * @throws IllegalArgumentException if it is any other condition
   */
  static @Nullable IpCondition read(JsonNode condition) {
    if (condition.isMissingNode()) {
      return null;
    }
    for (String operator : List.of("IpAddress", "NotIpAddress")) {
      JsonNode keys = condition.path(operator);
      if (condition.size() == 1 && keys.size() == 1) {
        String key = keys.fieldNames().next();
        List<String> blocks = new ArrayList<>();
        keys.path(key).forEach(block -> blocks.add(block.asText()));
        return new IpCondition(operator.equals("IpAddress"), key, blocks);
      }
    }
    throw new IllegalArgumentException("it has a condition that is not on one address");
  }

  /**
   * Returns whether a request fulfils it.
   *
   * @param values the request's values by condition key
   */
  boolean holds(Map<String, String> values) {
    String address = values.get(key);
    return isIn == (address != null && blocks.stream().anyMatch(block -> contains(block, address)));
  }

  private static boolean contains(String block, String address) {
    int slash = block.indexOf('/');
    byte[] first = bytes(slash < 0 ? block : block.substring(0, slash));
    byte[] other = bytes(address);
    int length = slash < 0 ? 8 * first.length : Integer.parseInt(block.substring(slash + 1));
    if (first.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < length; bit++) {
      int mask = 0x80 >> bit % 8;
      if ((first[bit / 8] & mask) != (other[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  private static byte[] bytes(String address) {
    if (!ADDRESS.matcher(address).matches()) {
      throw new IllegalArgumentException("a condition has " + address + ", which is no address");
    }
    try {
      return InetAddress.getByName(address).getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("a condition has " + address + ", which is no address", e);
    }
  }
}
