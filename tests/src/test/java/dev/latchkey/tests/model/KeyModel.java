package dev.latchkey.tests.model;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A key with its data API, and the decision on a request with it. Lists and sets that are {@code
 * null} restrict nothing.
 *
 * @param isValid whether it is neither revoked, expired nor suspended
 * @param claims the names of its claims
 * @param required the names of the claims that its data API requires
 * @param routes the routes of its data API
 */
public record KeyModel(
    boolean isValid,
    Set<String> claims,
    Set<String> required,
    List<RouteModel> routes,
    @Nullable Set<String> methods,
    @Nullable List<String> networks) {
  private static final Pattern AMBIGUOUS =
      Pattern.compile("(?i)//|/\\.\\.?(/|;|%3b|\\z)|\\\\|%2e|%2f|%5c");

  /** A route: {@code *} is any stage, method or path, and a path ending in {@code /*} all below. */
  public record RouteModel(String apiId, String stage, String method, String path) {
    private boolean names(RequestModel request) {
      return apiId.equals(request.apiId())
          && List.of("*", request.stage()).contains(stage)
          && List.of("*", request.method()).contains(method)
          && namesPath(request.path());
    }

    private boolean namesPath(String requested) {
      String pattern =
          path.equals("*")
              ? ".*"
              : path.endsWith("/*")
                  ? Pattern.quote(path.substring(0, path.length() - 1)) + ".+"
                  : Pattern.quote(path);
      return Pattern.compile(pattern, Pattern.DOTALL).matcher(requested).matches();
    }
  }

  /**
   * A request.
   *
   * @param address the client's address; {@code null} if the authorizer does not get it
   */
  public record RequestModel(
      String apiId, String stage, String method, String path, @Nullable String address) {}

  /** What the service decides, apart from quotas. */
  public enum Decision {
    UNAUTHORIZED,
    FORBIDDEN,
    NETWORK_DENIED,
    ALLOWED
  }

  /** Returns the decision on a request. */
  public Decision decide(RequestModel request) {
    if (!isValid || !claims.containsAll(required)) {
      return Decision.UNAUTHORIZED;
    }
    if (AMBIGUOUS.matcher(request.path()).find()
        || routes.stream().noneMatch(route -> route.names(request))
        || (methods != null && !methods.contains(request.method()))) {
      return Decision.FORBIDDEN;
    }
    String address = request.address();
    return networks == null
            || (address != null && networks.stream().anyMatch(block -> isIn(block, address)))
        ? Decision.ALLOWED
        : Decision.NETWORK_DENIED;
  }

  private static boolean isIn(String block, String address) {
    String[] parts = block.split("/", 2);
    byte[] first = bytes(parts[0]);
    byte[] other = bytes(address);
    int shift = 8 * first.length - Integer.parseInt(parts[1]);
    return first.length == other.length
        && new BigInteger(1, first)
            .shiftRight(shift)
            .equals(new BigInteger(1, other).shiftRight(shift));
  }

  private static byte[] bytes(String address) {
    try {
      return InetAddress.getByName(address).getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(address, e);
    }
  }
}
