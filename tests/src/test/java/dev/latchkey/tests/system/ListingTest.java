package dev.latchkey.tests.system;

import static dev.latchkey.tests.system.Fixtures.engineer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.tests.system.Fixtures.Made;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What all listings have in common. */
final class ListingTest {
  private static final Made KEY = Fixtures.key();

  static Stream<String> listings() {
    return Stream.of(
        "/v1/keys",
        "/v1/data-apis",
        "/v1/events",
        KEY.path() + "/events",
        KEY.dataApiPath() + "/events");
  }

  @Nested
  final class Status400 {
    @ParameterizedTest
    @MethodSource("dev.latchkey.tests.system.ListingTest#listings")
    void whatIsNoCursorIsRefused(String listing) {
      engineer().get(listing + "?cursor=nonsense").expect(400, "cursor-invalid");
    }

    @Test
    void theCursorOfAnotherQueryIsRefused() {
      Fixtures.key();
      String cursor = engineer().get("/v1/keys?limit=1").expect(200).text("next_cursor");
      engineer().get("/v1/keys?limit=2&cursor=" + cursor).expect(200);
      engineer().get("/v1/keys?status=active&cursor=" + cursor).expect(400, "cursor-invalid");
      engineer().get("/v1/data-apis?cursor=" + cursor).expect(400, "cursor-invalid");
    }
  }

  @Nested
  final class Status422 {
    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-1", "ten", "1.0", ""})
    void aLimitIsFrom1To1000(String limit) {
      assertThat(engineer().get("/v1/keys?limit=" + limit).expect(422).wrong())
          .containsExactly("parameter limit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status=dead", "data_api_id=No"})
    void aFilterHasItsForm(String filter) {
      assertThat(engineer().get("/v1/keys?" + filter).expect(422).wrong())
          .containsExactly("parameter " + filter.split("=", 2)[0]);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"kind=expired", "domain=No", "data_api_id=No", "since=now", "by=", "key_id=x"})
    void aFilterOfEventsHasItsForm(String filter) {
      assertThat(engineer().get("/v1/events?" + filter).expect(422).wrong())
          .containsExactly("parameter " + filter.split("=", 2)[0]);
    }
  }

  @Nested
  final class Status200 {
    @Test
    void anUnknownDataApiHasNoKeys() {
      assertThat(engineer().get("/v1/keys?data_api_id=not-there").expect(200).json().path("keys"))
          .isEmpty();
    }
  }
}
