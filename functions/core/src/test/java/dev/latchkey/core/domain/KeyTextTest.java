package dev.latchkey.core.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.testing.Seed;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The grammar of R7; the vectors were computed with Python's zlib.crc32. */
class KeyTextTest {
  private static final List<String> PREFIXES = List.of("lk", "acme_prod");
  private static final String GOOD =
      "lk_4Zq8Rw1TnB7xKd2M_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ3Q9RdD";

  @Test
  void aDeploymentsPrefixesAreAList() {
    assertThat(KeyText.prefixes("lk")).containsExactly("lk");
    assertThat(KeyText.prefixes("lk,acme_prod")).containsExactly("lk", "acme_prod");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ",", "lk,", "lk,,old", "lk, old", "l-k", "123456789012345678901234567890123"})
  void aListOfAnotherFormIsRefused(String list) {
    assertThatIllegalArgumentException().isThrownBy(() -> KeyText.prefixes(list));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        GOOD,
        "lk_4Zq8Rw1TnB7xKd2M_00000000000000000000000000000000000000000000gRk6S",
        "lk_4Zq8Rw1TnB7xKd2M_zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz1Haesj",
        "lk_4Zq8Rw1TnB7xKd2M_000000000000000000000000000000000000000055H0005uC",
        "acme_prod_4Zq8Rw1TnB7xKd2M_0123456789012345678901234567890123456789abc007TXF",
      })
  void readsAndWritesTheKnownOnes(String text) {
    KeyText key = parse(text).orElseThrow();
    assertThat(key.reveal()).isEqualTo(text);
    assertThat(key.keyId()).isEqualTo(new KeyId("4Zq8Rw1TnB7xKd2M"));
    assertThat(text).startsWith(key.prefix() + "_").contains(key.secret().reveal());
  }

  @Test
  void readsWhatItWrites() {
    long seed = Seed.of(KeyTextTest.class);
    Random random = new Random(seed);
    for (int i = 0; i < 1_000; i++) {
      KeyText created = new KeyText("lk", KeyId.draw(random), Secret.draw(random));
      KeyText read = parse(created.reveal()).orElseThrow(() -> new AssertionError("seed " + seed));
      assertThat(read.keyId()).as("seed %d", seed).isEqualTo(created.keyId());
      assertThat(read.secret().reveal()).isEqualTo(created.secret().reveal());
      assertThat(created.reveal()).matches("lk_[0-9A-Za-z]{16}_[0-9A-Za-z]{49}");
    }
  }

  @Test
  void refusesEachSingleTypingError() {
    for (int i = 0; i < GOOD.length(); i++) {
      for (char c : "0aZ_- é\u0000\u0080\uffff".toCharArray()) {
        if (c != GOOD.charAt(i)) {
          assertThat(parse(GOOD.substring(0, i) + c + GOOD.substring(i + 1))).isEmpty();
        }
      }
      assertThat(parse(GOOD.substring(0, i) + GOOD.substring(i + 1))).isEmpty();
      assertThat(parse(GOOD.substring(0, i) + "0" + GOOD.substring(i))).isEmpty();
    }
  }

  @Test
  void refusesTwoNeighboursSwapped() {
    for (int i = 0; i + 1 < GOOD.length(); i++) {
      char[] swapped = GOOD.toCharArray();
      swapped[i] = GOOD.charAt(i + 1);
      swapped[i + 1] = GOOD.charAt(i);
      if (swapped[i] != swapped[i + 1]) {
        assertThat(parse(new String(swapped))).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "_",
        "lk",
        "lk_",
        "_4Zq8Rw1TnB7xKd2M_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ3Q9RdD",
        "4Zq8Rw1TnB7xKd2M_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ3Q9RdD",
        " lk_4Zq8Rw1TnB7xKd2M_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ3Q9RdD",
        "lk_4Zq8Rw1TnB7xKd2M_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ3Q9RdD\n",
        "LK_4Zq8Rw1TnB7xKd2M_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ3Q9RdD",
        "acme_4Zq8Rw1TnB7xKd2M_0123456789012345678901234567890123456789abc007TXF",
      })
  void refusesInvalidValues(String text) {
    assertThat(parse(text)).isEmpty();
  }

  @Test
  void takesAPrefixOfOneCharacterAndNoneOfNone() {
    KeyText created = new KeyText("k", KeyId.draw(new Random(1)), Secret.draw(new Random(2)));
    assertThat(KeyText.parse(created.reveal(), List.of("k"))).isPresent();
    KeyText bare = new KeyText("", created.keyId(), created.secret());
    assertThat(KeyText.parse(bare.reveal(), List.of(""))).isEmpty();
  }

  @Test
  void refusesARightChecksumUnderAPrefixThatIsNotAccepted() {
    assertThat(KeyText.parse(GOOD, List.of("acme_prod"))).isEmpty();
    assertThat(KeyText.parse(GOOD, List.of())).isEmpty();
  }

  private static Optional<KeyText> parse(String text) {
    return KeyText.parse(text, PREFIXES);
  }
}
