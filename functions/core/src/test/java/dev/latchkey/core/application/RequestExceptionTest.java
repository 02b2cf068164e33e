package dev.latchkey.core.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.domain.Permission;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RequestExceptionTest {
  @Test
  void keepsItsCauseForTheLog() {
    IOException cause = new IOException("connection reset");
    RequestException exception =
        RequestException.because(RequestException.Reason.UNAVAILABLE, cause);
    assertThat(exception).hasCause(cause).hasMessageContaining("connection reset");
    assertThat(exception.reason()).isEqualTo(RequestException.Reason.UNAVAILABLE);
    assertThat(exception.errors()).isEmpty();
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
