package dev.latchkey.core.application;

import static dev.latchkey.core.application.UseCaseFixture.NOW;
import static dev.latchkey.core.application.UseCaseFixture.inDays;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.Verification.Accepted;
import dev.latchkey.core.application.Verification.Refusal;
import dev.latchkey.core.application.Verification.Refused;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DataApiFields;
import dev.latchkey.core.domain.DataApiRef;
import dev.latchkey.core.domain.FieldEdits;
import dev.latchkey.core.domain.IssuedKey;
import dev.latchkey.core.domain.KeyEdit;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.KeyText;
import dev.latchkey.core.domain.Secret;
import dev.latchkey.core.memory.Samples;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class VerifyKeyTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final UseCaseFixture fixture = new UseCaseFixture();
  private final IssuedKey issued = fixture.issued();
  private final KeyId keyId = issued.key().keyId();
  private final String text = UseCaseFixture.reveal(issued);

  private void assertRefused(Refusal reason, String credential, Instant at) {
    assertThat(fixture.verify(credential, at))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
  }

  private void require(List<String> names) {
    fixture.editDataApi.edit(
        issued.key().dataApiId(),
        FieldEdits.NONE.set(DataApiFields.REQUIRED_CLAIMS, names),
        Samples.change());
  }

  @Nested
  class R8 {
    @Test
    void aGoodKeyComesWithItsDataApi() {
      assertThat(fixture.verify(text, NOW))
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
      assertThat(fixture.verify(text, end.minusMillis(1))).isInstanceOf(Accepted.class);
      assertRefused(Refusal.EXPIRED, text, end);
    }

    @Test
    void revoked() {
      fixture.revoke.revoke(keyId, null, Samples.change());
      assertRefused(Refusal.REVOKED, text, NOW);
    }

    @Test
    void suspendedUntilItIsResumed() {
      fixture.suspend.suspend(keyId, null, Samples.change());
      assertRefused(Refusal.SUSPENDED, text, NOW);
      assertRefused(Refusal.EXPIRED, text, issued.key().expiresAt());
      fixture.resume.resume(keyId, Samples.change());
      assertThat(fixture.verify(text, NOW)).isInstanceOf(Accepted.class);
    }

    @Test
    void deleted() {
      fixture.delete.delete(keyId, inDays(30));
      assertRefused(Refusal.DELETED, text, NOW);
    }

    @Test
    void withoutAClaimThatItsDataApiRequires() {
      require(List.of("region", "team"));
      assertRefused(Refusal.CLAIM_MISSING, text, NOW);
      claim(Map.of("region", "eu"));
      assertRefused(Refusal.CLAIM_MISSING, text, NOW);
      claim(Map.of("region", "eu", "team", "a", "desk", "7"));
      assertThat(fixture.verify(text, NOW)).isInstanceOf(Accepted.class);
    }

    private void claim(Map<String, String> claims) {
      fixture.edit(
          keyId,
          new KeyEdit(FieldEdits.NONE.set(KeyFields.CLAIMS, claims), null),
          Samples.change());
    }

    @Test
    void itsDataApiGone() {
      fixture.deleteDataApi.delete(issued.key().dataApiId(), inDays(30));
      assertRefused(Refusal.DATA_API_GONE, text, NOW);
    }
  }

  @Test
  void reasonsAreLoggedInSmallLetters() {
    assertThat(Refusal.WRONG_SECRET.word()).isEqualTo("wrong_secret");
  }

  @Nested
  class Caching {
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicReference<Instant> clock = new AtomicReference<>(NOW);
    private final KeyReader cached = cached(fixture.stores.reader()::dataApi);
    private final DataApiRef ref = issued.key().dataApi();

    /** Returns a reader that caches the data APIs found by a function. */
    private KeyReader cached(BiFunction<DataApiRef, Deadline, Optional<DataApi>> find) {
      KeyReader source =
          new KeyReader() {
            @Override
            public LookupResult key(KeyId id, Deadline deadline) {
              reads.incrementAndGet();
              return fixture.stores.keys().lookup(id);
            }

            @Override
            public Optional<DataApi> dataApi(DataApiRef wanted, Deadline deadline) {
              reads.incrementAndGet();
              return find.apply(wanted, deadline);
            }

            @Override
            public KeyAndDataApi both(KeyId id, String dataApiId, Deadline deadline) {
              reads.incrementAndGet();
              return new KeyAndDataApi(
                  fixture.stores.keys().lookup(id), fixture.stores.dataApis().find(dataApiId));
            }
          };
      return new CachedDataApis(source, Duration.ofSeconds(60), clock::get);
    }

    private static Optional<DataApi> find(KeyReader reader, DataApiRef wanted) {
      return reader.dataApi(wanted, Deadline.in(Duration.ofSeconds(1)));
    }

    @Test
    void aDataApiIsReadOnceInItsTime() {
      Optional<DataApi> first = find(cached, ref);
      clock.set(NOW.plusSeconds(59));
      assertThat(find(cached, ref)).isEqualTo(first).isPresent();
      assertThat(reads).hasValue(1);
      clock.set(NOW.plusSeconds(60));
      assertThat(find(cached, ref)).isPresent();
      assertThat(reads).hasValue(2);
    }

    @Test
    void aKeyIsReadEachTime() {
      Deadline deadline = Deadline.in(Duration.ofSeconds(1));
      assertThat(cached.key(keyId, deadline)).isEqualTo(fixture.stores.keys().lookup(keyId));
      fixture.revoke.revoke(keyId, null, Samples.change());
      assertThat(cached.key(keyId, deadline)).isEqualTo(fixture.stores.keys().lookup(keyId));
      assertThat(reads).hasValue(2);
    }

    @Test
    void oneThatIsOutOfDateIsReadWithTheNextOfItsKeys() {
      verify(0);
      assertThat(reads).hasValue(2);
      require(List.of("region"));
      assertThat(verify(59)).isInstanceOf(Accepted.class);
      assertThat(reads).hasValue(3);
      assertThat(verify(60))
          .isInstanceOfSatisfying(
              Refused.class,
              refused -> assertThat(refused.reason()).isEqualTo(Refusal.CLAIM_MISSING));
      assertThat(reads).hasValue(4);
      verify(119);
      assertThat(reads).hasValue(5);
    }

    @Test
    void oneThatIsOutOfDateAndGoneIsNotKept() {
      verify(0);
      fixture.deleteDataApi.delete(issued.key().dataApiId(), inDays(30));
      for (int i = 0; i < 2; i++) {
        assertThat(verify(60))
            .isInstanceOfSatisfying(
                Refused.class,
                refused -> assertThat(refused.reason()).isEqualTo(Refusal.DATA_API_GONE));
      }
    }

    private Verification verify(long second) {
      Instant now = NOW.plusSeconds(second);
      clock.set(now);
      return new VerifyKey(cached, List.of("lk"))
          .verify(text, now, Deadline.in(Duration.ofSeconds(1)));
    }

    @Test
    void aClockThatWasSetBackDoesNotProlongIt() {
      find(cached, ref);
      clock.set(NOW.minusSeconds(1));
      find(cached, ref);
      assertThat(reads).hasValue(2);
    }

    @Test
    void aThousandAreKeptAndThenTheFirstIsDropped() {
      KeyReader many = cached((wanted, deadline) -> Optional.of(Samples.dataApi(wanted.id())));
      for (int i = 0; i < 1_000; i++) {
        find(many, Samples.ref("id-" + i));
      }
      find(many, Samples.ref("id-0"));
      assertThat(reads).hasValue(1_000);
      find(many, Samples.ref("id-1000"));
      find(many, Samples.ref("id-0"));
      assertThat(reads).hasValue(1_002);
    }

    @Test
    void aKeyOfALaterRegistrationHasItReadAgain() {
      DataApi old = fixture.stores.dataApis().find(ref.id()).orElseThrow();
      assertThat(find(cached, ref)).contains(old);
      fixture.stores.dataApis().delete(ref.id(), Samples.change());
      DataApi next =
          fixture
              .register(
                  UseCaseFixture.newDataApi(ref.id(), UseCaseFixture.days(1), null),
                  Samples.change())
              .dataApi();
      assertThat(find(cached, next.ref())).contains(next);
      assertThat(find(cached, next.ref())).contains(next);
      assertThat(reads).hasValue(2);
      assertThat(find(cached, ref)).isEmpty();
      assertThat(find(cached, next.ref())).contains(next);
      assertThat(reads).hasValue(3);
    }

    @Test
    void absenceIsNeverKept() {
      assertThat(find(cached, Samples.ref("nowhere"))).isEmpty();
      assertThat(find(cached, Samples.ref("nowhere"))).isEmpty();
      assertThat(reads).hasValue(2);
    }
  }
}
