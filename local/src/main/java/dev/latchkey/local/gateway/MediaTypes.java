package dev.latchkey.local.gateway;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An API's {@code BinaryMediaTypes}: what is passed as bytes, in Base64. */
final class MediaTypes {
  private final List<String> binary;

  MediaTypes(List<String> binary) {
    this.binary = binary;
  }

  /** Whether the first media type that a header names is binary. */
  boolean isBinary(@Nullable String header) {
    if (header == null) {
      return false;
    }
    String first = header.split("[,;]", 2)[0].strip().toLowerCase(Locale.ROOT);
    return binary.stream().anyMatch(type -> Wildcard.matches(type.toLowerCase(Locale.ROOT), first));
  }
}
