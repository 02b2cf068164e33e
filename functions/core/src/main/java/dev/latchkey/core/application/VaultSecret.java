package dev.latchkey.core.application;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A secret of a vault, without its value.
 *
 * @param arn its whole ARN
 * @param name its name
 * @param dataApiId the value of its tag {@code latchkey}: the data API whose keys it takes; {@code
 *     null} without the tag
 * @param isDeleted whether its deletion is scheduled
 * @param versions its labelled versions, by their IDs
 * @param interval the time between two rotations; {@code null} if the vault does not tell
 */
public record VaultSecret(
    String arn,
    String name,
    @Nullable String dataApiId,
    boolean isDeleted,
    Map<String, Set<SecretVault.Label>> versions,
    @Nullable Duration interval) {
  public VaultSecret {
    versions = Map.copyOf(versions);
  }

  /** Returns the ID of the version with a label. */
  public Optional<String> version(SecretVault.Label label) {
    return versions.entrySet().stream()
        .filter(version -> version.getValue().contains(label))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
