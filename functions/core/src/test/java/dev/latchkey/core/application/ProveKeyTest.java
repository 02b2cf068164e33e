package dev.latchkey.core.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.core.application.KeyHeaders.Credential;
import dev.latchkey.core.application.Verification.Refusal;
import dev.latchkey.core.domain.IssuedKey;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.KeyText;
import dev.latchkey.core.domain.OnPending;
import dev.latchkey.core.domain.Secret;
import dev.latchkey.core.domain.SecretVersion;
import dev.latchkey.core.memory.Samples;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProveKeyTest {
  private static final Instant NOW = Samples.NOW;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final UseCaseFixture latchkey = new UseCaseFixture();
  private final ProveKey proveKey = new ProveKey(latchkey.stores.keys(), List.of("lk", "old"));

  @Test
  void aSecretIsProvenInEveryState() {
    IssuedKey issued = latchkey.issued();
    KeyId keyId = issued.key().keyId();
    String text = UseCaseFixture.reveal(issued);
    assertThat(prove(text, NOW)).isEqualTo(new ProveKey.Proof(issued.key(), SecretVersion.CURRENT));
    assertThat(prove(text, issued.key().expiresAt()).key()).isEqualTo(issued.key());
    latchkey.suspend.suspend(keyId, null, Samples.change());
    assertThat(prove(text, NOW).key().suspension()).isNotNull();
    latchkey.revoke.revoke(keyId, null, Samples.change());
    assertThat(prove(text, NOW).key().revocation()).isNotNull();
  }

  @Test
  void thePreviousSecretIsProvenUntilItsEnd() {
    IssuedKey issued = latchkey.issued();
    latchkey.rotate.rotate(
        issued.key().keyId(), 1, OnPending.REFUSE, new ValidationErrors(), Samples.change());
    assertThat(prove(UseCaseFixture.reveal(issued), NOW).secret())
        .isEqualTo(SecretVersion.PREVIOUS);
    assertRefused(
        new Credential.One(UseCaseFixture.reveal(issued)),
        NOW.plus(Duration.ofHours(1)),
        Refusal.WRONG_SECRET,
        issued.key().keyId());
  }

  @Test
  void everythingElseIsRefusedForItsReason() {
    KeyId keyId = latchkey.issued().key().keyId();
    KeyText other = new KeyText("lk", keyId, Secret.draw(RANDOM));
    KeyText unknown = new KeyText("lk", KeyId.draw(RANDOM), Secret.draw(RANDOM));
    IssuedKey deleted = latchkey.issued();
    latchkey.revoke.revoke(deleted.key().keyId(), null, Samples.change());
    latchkey.delete.delete(deleted.key().keyId(), Samples.change());
    assertRefused(new Credential.None(), NOW, Refusal.MISSING, null);
    assertRefused(new Credential.Ambiguous(), NOW, Refusal.AMBIGUOUS, null);
    assertRefused(new Credential.One("lk_x"), NOW, Refusal.MALFORMED, null);
    assertRefused(new Credential.One(other.reveal()), NOW, Refusal.WRONG_SECRET, keyId);
    assertRefused(new Credential.One(unknown.reveal()), NOW, Refusal.UNKNOWN, unknown.keyId());
    assertRefused(
        new Credential.One(UseCaseFixture.reveal(deleted)),
        NOW,
        Refusal.DELETED,
        deleted.key().keyId());
  }

  private ProveKey.Proof prove(String text, Instant now) {
    return proveKey.prove(new Credential.One(text), now);
  }

  private void assertRefused(
      Credential credential, Instant now, Refusal reason, @Nullable KeyId keyId) {
    assertThatThrownBy(() -> proveKey.prove(credential, now))
        .isInstanceOfSatisfying(
            RequestException.class,
            exception -> {
              assertThat(exception.reason()).isEqualTo(RequestException.Reason.UNAUTHORIZED);
              assertThat(exception.refused()).isEqualTo(new Verification.Refused(reason, keyId));
            });
  }
}
