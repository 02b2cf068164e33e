package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class FaultTest {
  @Test
  void keepsItsCauseForTheLog() {
    IOException cause = new IOException("connection reset");
    Fault fault = Fault.because(Fault.Reason.UNAVAILABLE, cause);
    assertThat(fault).hasCause(cause).hasMessageContaining("connection reset");
    assertThat(fault.reason()).isEqualTo(Fault.Reason.UNAVAILABLE);
    assertThat(fault.errors()).isEmpty();
  }

  @Test
  void namesThePlacesOfWhatIsWrong() {
    assertThat(FieldError.pointer("/name", "is wrong").place()).isEqualTo(FieldError.Place.POINTER);
    assertThat(FieldError.parameter("limit", "is wrong"))
        .isEqualTo(new FieldError(FieldError.Place.PARAMETER, "limit", "is wrong"));
    assertThat(FieldError.header("Idempotency-Key", "is wrong"))
        .isEqualTo(new FieldError(FieldError.Place.HEADER, "Idempotency-Key", "is wrong"));
  }

  @Test
  void hasPermissionsInTheWordsOfTheApi() {
    assertThat(Permission.MANAGE.word()).isEqualTo("manage");
    assertThat(Permission.READ.word()).isEqualTo("read");
  }
}
