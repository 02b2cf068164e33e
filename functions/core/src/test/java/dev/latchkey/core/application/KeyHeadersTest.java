package dev.latchkey.core.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.KeyHeaders.Credential;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyHeadersTest {
  private static final List<String> PREFIXES = List.of("lk", "old");
  private static final Credential NONE = new Credential.None();
  private static final Credential AMBIGUOUS = new Credential.Ambiguous();

  @Nested
  class OneKey {
    @ParameterizedTest
    @ValueSource(strings = {"X-Api-Key", "x-api-key", "X-API-KEY", "x-ApI-kEy"})
    void inXApiKeyInAnyCase(String name) {
      assertThat(of(name, "anything")).isEqualTo(one("anything"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"Bearer lk_1", "bearer lk_1", "BEARER lk_1", "bEARER   lk_1", " Bearer lk_1\t"})
    void inAuthorizationAsBearerInAnyCase(String value) {
      assertThat(of("AUTHORIZATION", value)).isEqualTo(one("lk_1"));
    }

    @Test
    void ofAnyAcceptedPrefix() {
      assertThat(of("authorization", "Bearer old_1")).isEqualTo(one("old_1"));
    }

    @Test
    void theSameInBoth() {
      assertThat(of("X-Api-Key", "lk_1", "Authorization", "Bearer lk_1")).isEqualTo(one("lk_1"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "Basic dXNlcjpwYXNz",
          "Bearer eyJhbGciOi",
          "Bearer lkx_1",
          "Bearer LK_1",
          "Bearerlk_1",
          "lk_1",
          "Digest username=\"a\", realm=\"b\"",
          "",
        })
    void withAnAuthorizationHeaderForTheDataApi(String authorization) {
      assertThat(of("X-Api-Key", "lk_1", "Authorization", authorization)).isEqualTo(one("lk_1"));
      assertThat(of("Authorization", authorization)).isEqualTo(NONE);
    }

    @Test
    void withAnEmptyXApiKey() {
      assertThat(of("X-Api-Key", "", "Authorization", "Bearer lk_1")).isEqualTo(one("lk_1"));
    }
  }

  @Nested
  class TwoKeys {
    @Test
    void differentOnesInBoth() {
      assertThat(of("X-Api-Key", "lk_1", "Authorization", "Bearer lk_2")).isEqualTo(AMBIGUOUS);
    }

    @Test
    void aHeaderTwiceInTwoCases() {
      assertThat(of("X-Api-Key", "lk_1", "x-api-key", "lk_1")).isEqualTo(AMBIGUOUS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lk_1,lk_1", "lk_1, lk_2", "lk_1,", ",lk_1", ","})
    void aHeaderTwiceJoinedByAComma(String value) {
      assertThat(of("x-api-key", value)).isEqualTo(AMBIGUOUS);
      assertThat(of("authorization", "Bearer lk_1," + value)).isEqualTo(AMBIGUOUS);
    }

    @Test
    void anAuthorizationTwiceOfWhichOneCounts() {
      assertThat(of("authorization", "Basic abc, Bearer lk_1")).isEqualTo(AMBIGUOUS);
      assertThat(of("authorization", "Bearer lk_1", "Authorization", "Basic abc"))
          .isEqualTo(AMBIGUOUS);
    }

    @Test
    void allValuesDecideWhereTheEventShowsThem() {
      KeyHeaders headers = new KeyHeaders();
      headers.add("X-Api-Key", "lk_2");
      headers.addOneOfAll("X-Api-Key", "lk_1");
      headers.addOneOfAll("x-api-key", "lk_2");
      assertThat(headers.credential(PREFIXES)).isEqualTo(AMBIGUOUS);
    }

    @Test
    void oneValueInBothMapsIsOneHeader() {
      KeyHeaders headers = new KeyHeaders();
      headers.add("X-Api-Key", "lk_1");
      headers.addOneOfAll("X-Api-Key", "lk_1");
      assertThat(headers.credential(PREFIXES)).isEqualTo(one("lk_1"));
    }
  }

  @Nested
  class NoKey {
    @Test
    void withoutHeaders() {
      assertThat(new KeyHeaders().credential(PREFIXES)).isEqualTo(NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t "})
    void inAnEmptyHeader(String value) {
      assertThat(of("X-Api-Key", value)).isEqualTo(NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Api-Keys", "Api-Key", "Proxy-Authorization", "x-api-\u212Aey"})
    void inAnotherHeader(String name) {
      assertThat(KeyHeaders.mayCarryKey(name)).isFalse();
    }
  }

  @Nested
  class Token {
    @ParameterizedTest
    @ValueSource(strings = {"lk_1", "Bearer lk_1", "bearer  lk_1 "})
    void isTheKeyWithOrWithoutBearer(String value) {
      assertThat(KeyHeaders.ofToken(value)).isEqualTo(one("lk_1"));
    }

    @Test
    void isNoneOrAmbiguousLikeAnyHeader() {
      assertThat(KeyHeaders.ofToken(" ")).isEqualTo(NONE);
      assertThat(KeyHeaders.ofToken("lk_1, lk_2")).isEqualTo(AMBIGUOUS);
    }
  }

  private static Credential of(String... namesAndValues) {
    KeyHeaders headers = new KeyHeaders();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      assertThat(KeyHeaders.mayCarryKey(namesAndValues[i])).isTrue();
      headers.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return headers.credential(PREFIXES);
  }

  private static Credential one(String text) {
    return new Credential.One(text);
  }
}
