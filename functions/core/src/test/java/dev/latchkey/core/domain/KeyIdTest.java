package dev.latchkey.core.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyIdTest {
  @Test
  void isSixteenBase62Characters() {
    assertThat(KeyId.parse("4Zq8Rw1TnB7xKd2M")).contains(new KeyId("4Zq8Rw1TnB7xKd2M"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "4Zq8Rw1TnB7xKd2",
        "4Zq8Rw1TnB7xKd2Mx",
        "4Zq8Rw1TnB7xKd2_",
        "4Zq8Rw1TnB7xKd2é"
      })
  void isNothingElse(String text) {
    assertThat(KeyId.parse(text)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new KeyId(text));
  }

  @Test
  void hintsAtAKeyByItsBeginning() {
    assertThat(new KeyId("4Zq8Rw1TnB7xKd2M").hint("lk")).isEqualTo("lk_4Zq8Rw");
  }
}
