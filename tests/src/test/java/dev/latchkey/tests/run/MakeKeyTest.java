package dev.latchkey.tests.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.domain.KeyText;
import dev.latchkey.tests.Project;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code bin/make-key}, against the service's own parser and hash. */
final class MakeKeyTest {
  private static final int KEYS = 20;

  @Test
  void itsKeysAreThoseThatTheServiceParsesAndHashes() {
    Set<String> secrets = new HashSet<>();
    for (int i = 0; i < KEYS; i++) {
      MakeKey made = MakeKey.run();
      KeyText text = KeyText.parse(made.apiKey(), List.of("lk")).orElseThrow();
      assertThat(text.keyId().value()).isEqualTo(made.keyId());
      assertThat(HexFormat.of().formatHex(text.hash().toBytes())).isEqualTo(made.secretHash());
      secrets.add(text.secret().reveal());
    }
    assertThat(secrets).hasSize(KEYS);
  }

  @Test
  void scannersFindThem() {
    String rule = Project.read("docs/gitleaks.toml");
    String expression = rule.replaceAll("(?s).*regex = \'\'\'(.*?)\'\'\'.*", "$1");
    assertThat(MakeKey.run().apiKey()).matches(expression);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nx1_live", "_"})
  void theyHaveThePrefixOfTheDeployment(String prefix) {
    MakeKey made = MakeKey.run("--prefix", prefix);
    assertThat(KeyText.parse(made.apiKey(), List.of(prefix)).orElseThrow().keyId().value())
        .isEqualTo(made.keyId());
  }

  @Test
  void aNewSecretForAKeyHasItsId() {
    MakeKey made = MakeKey.run();
    MakeKey next = MakeKey.run("--key-id", made.keyId());
    assertThat(next.keyId()).isEqualTo(made.keyId());
    assertThat(next.apiKey()).isNotEqualTo(made.apiKey());
    assertThat(next.secretHash()).isNotEqualTo(made.secretHash());
  }

  @Test
  void aWrongPrefixOrIdIsRefusedByName() {
    assertThat(MakeKey.start(2, "--prefix", "l-k")).contains("--prefix: must be 1 to 32 letters");
    assertThat(MakeKey.start(2, "--key-id", "short")).contains("--key-id: must be 16 letters");
  }
}
