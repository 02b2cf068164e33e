package dev.latchkey.core.domain;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The syntax of a route's host: a DNS name in lower case, or {@code *.} and a name. */
final class HostName {
  private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
  private static final String NAME = LABEL + "(\\." + LABEL + ")*";
  private static final String WILDCARD = "*.";

  private static final int MAX_LENGTH = 253;
  private static final Pattern FORM = Pattern.compile("(\\*\\.)?" + NAME);

  private HostName() {}

  /** Returns what is wrong with a route's host; {@code null} if nothing is. */
  static @Nullable String problem(String host) {
    return host.length() <= MAX_LENGTH && FORM.matcher(host).matches()
        ? null
        : "must be a host's name in lower case, such as api.example.com or *.example.com";
  }

  /**
   * Returns whether a route's host is a host, or stands for it. {@code *.} stands for exactly one
   * label.
   */
  static boolean covers(String own, String host) {
    if (own.equals(host)) {
      return true;
    }
    if (!own.startsWith(WILDCARD)) {
      return false;
    }
    int label = host.length() - own.length() + 1;
    return label > 0 && host.endsWith(own.substring(1)) && host.lastIndexOf('.', label - 1) < 0;
  }

  /** Returns whether some host matches both hosts of routes. */
  static boolean overlap(String one, String other) {
    return covers(one, other) || covers(other, one);
  }
}
