package dev.latchkey.operator;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;

/** Where a provider's present keys come from. */
@FunctionalInterface
interface KeySource {

  /**
   * The keys.
   *
   * @throws IOException if they cannot be had, or what is had is none
   */
  JWKSet fetch() throws IOException;
}
