package dev.latchkey.management.handlers;

import dev.latchkey.core.application.DeliveredKey;
import dev.latchkey.core.application.SecretVault;
import dev.latchkey.core.application.VaultSecret;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Secrets of stacks, in memory. */
final class StackVault implements SecretVault {
  private final Map<String, String> tags = new HashMap<>();
  private final Map<String, Map<String, DeliveredKey>> versions = new HashMap<>();
  private final Map<String, String> current = new HashMap<>();
  private final Set<String> texts = new TreeSet<>();

  /** Creates a secret, or changes its tag. */
  void tag(String arn, String dataApiId) {
    tags.put(arn, dataApiId);
  }

  /** Returns the key that apps read. */
  Optional<DeliveredKey> key(String arn) {
    return Optional.ofNullable(current.get(arn)).flatMap(version -> read(arn, version));
  }

  /** Returns every text that was ever delivered. */
  Set<String> texts() {
    return texts;
  }

  @Override
  public Optional<VaultSecret> find(String secretArn) {
    Map<String, Set<Label>> labels = new HashMap<>();
    String version = current.get(secretArn);
    if (version != null) {
      labels.put(version, Set.of(Label.CURRENT));
    }
    return Optional.ofNullable(tags.get(secretArn))
        .map(tag -> new VaultSecret(secretArn, secretArn, tag, false, labels, null));
  }

  @Override
  public Optional<DeliveredKey> read(String secretArn, String versionId) {
    return Optional.ofNullable(versions.getOrDefault(secretArn, Map.of()).get(versionId));
  }

  @Override
  public void put(String secretArn, String versionId, Label label, DeliveredKey key) {
    versions.computeIfAbsent(secretArn, arn -> new HashMap<>()).put(versionId, key);
    current.put(secretArn, versionId);
    texts.add(key.text().reveal());
  }

  @Override
  public void promote(VaultSecret secret, String versionId) {
    current.put(secret.arn(), versionId);
  }
}
