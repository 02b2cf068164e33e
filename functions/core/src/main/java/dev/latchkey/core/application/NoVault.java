package dev.latchkey.core.application;

import java.util.Optional;

/** A vault without secrets, for functions and tests that deliver nothing. */
public final class NoVault implements SecretVault {
  @Override
  public Optional<VaultSecret> find(String secretArn) {
    return Optional.empty();
  }

  @Override
  public Optional<DeliveredKey> read(String secretArn, String versionId) {
    return Optional.empty();
  }

  @Override
  public void put(String secretArn, String versionId, Label label, DeliveredKey key) {
    throw RequestException.of(RequestException.Reason.UNAVAILABLE);
  }

  @Override
  public void promote(VaultSecret secret, String versionId) {
    throw RequestException.of(RequestException.Reason.UNAVAILABLE);
  }
}
