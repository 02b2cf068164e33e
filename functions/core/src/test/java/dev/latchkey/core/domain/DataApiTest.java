package dev.latchkey.core.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataApiTest {
  @ParameterizedTest
  @ValueSource(strings = {"ab", "orders-2026", "a-"})
  void hasAnIdOfSmallLettersDigitsAndHyphens(String id) {
    assertThat(DataApi.isDataApiId(id)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "1a", "-a", "Orders", "a_b", "a b", "ab\n", "äb"})
  void hasNoOtherId(String id) {
    assertThat(DataApi.isDataApiId(id)).isFalse();
  }

  @Test
  void hasAnIdOfAtMost63Characters() {
    assertThat(DataApi.isDataApiId("a".repeat(63))).isTrue();
    assertThat(DataApi.isDataApiId("a".repeat(64))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sales", "7", "a", "sales_eu-2"})
  void hasADomainOfSmallLettersDigitsHyphensAndUnderscores(String domain) {
    assertThat(DataApi.isDomain(domain)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "_a", "-a", "Sales", "a/b", "a#b", "a b", "a\n", "é"})
  void hasNoOtherDomain(String domain) {
    assertThat(DataApi.isDomain(domain)).isFalse();
  }

  @Test
  void hasADomainOfAtMost63Characters() {
    assertThat(DataApi.isDomain("a".repeat(63))).isTrue();
    assertThat(DataApi.isDomain("a".repeat(64))).isFalse();
  }

  @Test
  void allowsWhatAnyOfItsRoutesAllows() {
    DataApi dataApi =
        DataApi.registered(
            new DataApiRef("orders", "sales", "registration"),
            FieldValues.NONE.with(
                DataApiFields.ROUTES,
                List.of(new Route("one", "*", "GET", "*"), new Route("two", "*", "*", "/orders"))),
            new Creation(Instant.EPOCH, new Actor("ada", "Ada")));
    assertThat(dataApi.allows(new ApiRequest("one", "live", "GET", "/"))).isTrue();
    assertThat(dataApi.allows(new ApiRequest("two", "live", "PUT", "/orders"))).isTrue();
    assertThat(dataApi.allows(new ApiRequest("one", "live", "PUT", "/orders"))).isFalse();
  }
}
