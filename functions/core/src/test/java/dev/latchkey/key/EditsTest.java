package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An edit changes something as soon as it says anything, be it that a field goes. */
class EditsTest {
  @Test
  void changeNothingIfNothingIsSaid() {
    assertThat(new KeyEdit(null, null, null).isEmpty()).isTrue();
    assertThat(new DataApiEdit(null, null).isEmpty()).isTrue();
  }

  @Test
  void changeSomethingIfAnythingIsSaid() {
    assertThat(new KeyEdit("name", null, null).isEmpty()).isFalse();
    assertThat(new KeyEdit(null, new Patch<>(null), null).isEmpty()).isFalse();
    assertThat(new KeyEdit(null, null, Instant.EPOCH).isEmpty()).isFalse();
    assertThat(new DataApiEdit(new Patch<>(null), null).isEmpty()).isFalse();
    assertThat(new DataApiEdit(null, List.of()).isEmpty()).isFalse();
  }
}
