package dev.latchkey.core.domain;

import static dev.latchkey.core.domain.KeyStatus.ACTIVE;
import static dev.latchkey.core.domain.KeyStatus.EXPIRED;
import static dev.latchkey.core.domain.KeyStatus.REVOKED;
import static dev.latchkey.core.domain.KeyStatus.SUSPENDED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests a key's status by its times. */
class StatusTest {
  private static final Instant END = Instant.parse("2026-01-02T03:04:05Z");
  private static final Actor ADA = new Actor("ada", "Ada");
  private static final KeyId KEY_ID = new KeyId("4Zq8Rw1TnB7xKd2M");

  @Test
  void expiresAtItsExpiration() {
    assertThat(key(false, null).status(END.minusNanos(1))).isEqualTo(ACTIVE);
    assertThat(key(false, null).status(END)).isEqualTo(EXPIRED);
  }

  @Test
  void isRevokedBeforeItIsExpired() {
    assertThat(key(true, null).status(END.minusSeconds(1))).isEqualTo(REVOKED);
    assertThat(key(true, null).status(END)).isEqualTo(REVOKED);
  }

  @Test
  void isSuspendedUnlessItIsRevokedOrExpired() {
    assertThat(suspended(false).status(END.minusNanos(1))).isEqualTo(SUSPENDED);
    assertThat(suspended(false).status(END)).isEqualTo(EXPIRED);
    assertThat(suspended(true).status(END.minusSeconds(1))).isEqualTo(REVOKED);
  }

  @Test
  void isLiveWhileItCanBecomeActive() {
    assertThat(KeyStatus.values()).filteredOn(KeyStatus::isLive).containsExactly(ACTIVE, SUSPENDED);
  }

  @Test
  void hasWordsThatReadBack() {
    for (KeyStatus status : KeyStatus.values()) {
      assertThat(KeyStatus.parse(status.word())).contains(status);
    }
    for (EventKind kind : EventKind.values()) {
      assertThat(EventKind.of(kind.word())).isEqualTo(kind);
    }
    assertThat(KeyStatus.parse("ACTIVE")).isEmpty();
    assertThat(KeyStatus.parse("deleted")).isEmpty();
  }

  @Test
  void takesThePreviousSecretOnlyWithinItsGrace() {
    Random random = new Random(1);
    SecretHash hash = SecretHash.of(KEY_ID, Secret.draw(random));
    SecretHash previous = SecretHash.of(KEY_ID, Secret.draw(random));
    Instant grace = END.minusSeconds(10);
    StoredKey stored = new StoredKey(key(false, grace), hash, previous, null, List.of());
    assertThat(stored.accepts(hash, END)).isTrue();
    assertThat(stored.accepts(previous, grace.minusNanos(1))).isTrue();
    assertThat(stored.accepts(previous, grace)).isFalse();
    assertThat(stored.pendingUntil(grace.minusNanos(1))).isEqualTo(grace);
    assertThat(stored.pendingUntil(grace)).isNull();
    StoredKey graceless = new StoredKey(key(false, null), hash, previous, null, List.of());
    assertThat(graceless.accepts(previous, grace.minusSeconds(1))).isFalse();
    assertThat(graceless.pendingUntil(grace.minusSeconds(1))).isNull();
    assertThat(stored.accepts(SecretHash.NONE, END.minusSeconds(99))).isFalse();
  }

  @Test
  void isHintedAtByPrefixAndId() {
    assertThat(key(false, null).hint()).isEqualTo("lk_4Zq8Rw");
  }

  private static ApiKey suspended(boolean isRevoked) {
    return key(new Suspension(END.minusSeconds(60), ADA, null), isRevoked, null);
  }

  private static ApiKey key(boolean isRevoked, @Nullable Instant grace) {
    return key(null, isRevoked, grace);
  }

  private static ApiKey key(
      @Nullable Suspension suspension, boolean isRevoked, @Nullable Instant grace) {
    return new ApiKey(
        KEY_ID,
        new DataApiRef("orders", "sales", "registration"),
        FieldValues.NONE,
        "lk",
        new Creation(END.minusSeconds(100), ADA),
        END,
        suspension,
        isRevoked ? new Revocation(END.minusSeconds(50), ADA, null) : null,
        null,
        grace,
        null,
        Version.first(END.minusSeconds(100)));
  }
}
