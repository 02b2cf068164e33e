package dev.latchkey.usecase;

import static dev.latchkey.usecase.Desk.NOW;
import static dev.latchkey.usecase.Desk.inDays;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.key.DataApi;
import dev.latchkey.key.DataApiLookup;
import dev.latchkey.key.IssuedKey;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyText;
import dev.latchkey.key.Secret;
import dev.latchkey.memory.Samples;
import dev.latchkey.usecase.Verification.Accepted;
import dev.latchkey.usecase.Verification.Refusal;
import dev.latchkey.usecase.Verification.Refused;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class VerifyKeyTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Desk desk = new Desk();
  private final IssuedKey issued = desk.issued();
  private final KeyId keyId = issued.key().keyId();
  private final String text = Desk.reveal(issued);

  private void assertRefused(Refusal reason, String presented, Instant at) {
    assertThat(desk.verify.verify(presented, at))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
  }

  @Nested
  class R8 {
    @Test
    void aGoodKeyComesWithItsDataApi() {
      assertThat(desk.verify.verify(text, NOW))
          .isInstanceOfSatisfying(
              Accepted.class,
              accepted -> {
                assertThat(accepted.key().keyId()).isEqualTo(keyId);
                assertThat(accepted.dataApi().dataApiId()).isEqualTo(accepted.key().dataApiId());
              });
    }
  }

  @Nested
  class R9 {
    @Test
    void malformed() {
      assertRefused(Refusal.MALFORMED, text + "0", NOW);
      assertRefused(Refusal.MALFORMED, "", NOW);
    }

    @Test
    void unknown() {
      String other = new KeyText("lk", KeyId.draw(RANDOM), Secret.draw(RANDOM)).reveal();
      assertRefused(Refusal.UNKNOWN, other, NOW);
    }

    @Test
    void wrongSecret() {
      assertRefused(
          Refusal.WRONG_SECRET, new KeyText("lk", keyId, Secret.draw(RANDOM)).reveal(), NOW);
    }

    @Test
    void expiredFromTheSecondOfItsEnd() {
      Instant end = issued.key().expiresAt();
      assertThat(desk.verify.verify(text, end.minusMillis(1))).isInstanceOf(Accepted.class);
      assertRefused(Refusal.EXPIRED, text, end);
    }

    @Test
    void revoked() {
      desk.revoke.revoke(keyId, null, Samples.change());
      assertRefused(Refusal.REVOKED, text, NOW);
    }

    @Test
    void deleted() {
      desk.delete.delete(keyId, inDays(30));
      assertRefused(Refusal.DELETED, text, NOW);
    }

    @Test
    void itsDataApiGone() {
      desk.deleteDataApi.delete(issued.key().dataApiId(), inDays(30));
      assertRefused(Refusal.DATA_API_GONE, text, NOW);
    }
  }

  @Test
  void reasonsAreLoggedInSmallLetters() {
    assertThat(Refusal.WRONG_SECRET.word()).isEqualTo("wrong_secret");
  }

  @Nested
  class Remembering {
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicReference<Instant> clock = new AtomicReference<>(NOW);
    private final DataApiLookup remembered =
        new RememberedDataApis(
            id -> {
              reads.incrementAndGet();
              return desk.stores.dataApis().find(id);
            },
            Duration.ofSeconds(60),
            clock::get);

    @Test
    void aDataApiIsReadOnceInItsTime() {
      String id = issued.key().dataApiId();
      Optional<DataApi> first = remembered.find(id);
      clock.set(NOW.plusSeconds(59));
      assertThat(remembered.find(id)).isEqualTo(first).isPresent();
      assertThat(reads).hasValue(1);
      clock.set(NOW.plusSeconds(60));
      assertThat(remembered.find(id)).isPresent();
      assertThat(reads).hasValue(2);
    }

    @Test
    void aClockThatWasSetBackDoesNotProlongIt() {
      remembered.find(issued.key().dataApiId());
      clock.set(NOW.minusSeconds(1));
      remembered.find(issued.key().dataApiId());
      assertThat(reads).hasValue(2);
    }

    @Test
    void aThousandAreRememberedAndThenTheFirstIsForgotten() {
      DataApi dataApi = desk.stores.dataApis().find(issued.key().dataApiId()).orElseThrow();
      DataApiLookup many =
          new RememberedDataApis(
              id -> {
                reads.incrementAndGet();
                return Optional.of(dataApi);
              },
              Duration.ofSeconds(60),
              clock::get);
      for (int i = 0; i < 1_000; i++) {
        many.find("id-" + i);
      }
      many.find("id-0");
      assertThat(reads).hasValue(1_000);
      many.find("id-1000");
      many.find("id-0");
      assertThat(reads).hasValue(1_002);
    }

    @Test
    void aKeyOfALaterRegistrationHasItReadAgain() {
      DataApi old = desk.stores.dataApis().find(issued.key().dataApiId()).orElseThrow();
      String id = old.dataApiId();
      assertThat(remembered.find(id, old.registration())).contains(old);
      desk.stores.dataApis().delete(id, Samples.change());
      DataApi next =
          desk.register
              .register(Desk.newDataApi(id, Desk.days(1), null), Samples.change())
              .dataApi();
      assertThat(remembered.find(id, next.registration())).contains(next);
      assertThat(remembered.find(id, next.registration())).contains(next);
      assertThat(reads).hasValue(2);
      assertThat(remembered.find(id, old.registration())).isEmpty();
      assertThat(remembered.find(id, next.registration())).contains(next);
      assertThat(reads).hasValue(3);
    }

    @Test
    void absenceIsNeverRemembered() {
      assertThat(remembered.find("nowhere")).isEmpty();
      assertThat(remembered.find("nowhere")).isEmpty();
      assertThat(reads).hasValue(2);
    }
  }
}
