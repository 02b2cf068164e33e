package dev.latchkey.authorizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorizerSettingsTest {
  @Test
  void unsetVariablesHaveDefaults() {
    assertThat(AuthorizerSettings.of(Map.of("TABLE_NAME", "keys")))
        .isEqualTo(
            new AuthorizerSettings("keys", List.of("lk"), Duration.ofSeconds(60), false, false));
  }

  @Test
  void allIsReadFromTheEnvironment() {
    assertThat(
            AuthorizerSettings.of(
                Map.of(
                    "TABLE_NAME", "Keys-1_a.b",
                    "KEY_PREFIXES", "acme,lk,old_1",
                    "DATA_API_CACHE_SECONDS", "0",
                    "ALLOWED_CALLS_LOG", "each",
                    "QUOTA_ON_OUTAGE", "allow")))
        .isEqualTo(
            new AuthorizerSettings(
                "Keys-1_a.b", List.of("acme", "lk", "old_1"), Duration.ZERO, true, true));
  }

  @Test
  void dataApisAreRememberedForFiveMinutesAtMost() {
    assertThat(
            AuthorizerSettings.of(Map.of("TABLE_NAME", "keys", "DATA_API_CACHE_SECONDS", "300"))
                .dataApiLife())
        .isEqualTo(Duration.ofMinutes(5));
  }

  @ParameterizedTest
  @CsvSource({
    "TABLE_NAME, ''",
    "TABLE_NAME, a/b",
    "KEY_PREFIXES, ''",
    "KEY_PREFIXES, 'lk,'",
    "KEY_PREFIXES, 'l k'",
    "KEY_PREFIXES, lk-1",
    "DATA_API_CACHE_SECONDS, ''",
    "DATA_API_CACHE_SECONDS, -1",
    "DATA_API_CACHE_SECONDS, 301",
    "DATA_API_CACHE_SECONDS, 1.5",
    "DATA_API_CACHE_SECONDS, 99999999999",
    "ALLOWED_CALLS_LOG, ''",
    "ALLOWED_CALLS_LOG, EACH",
  })
  void aBadValueIsRefusedAndTheVariableNamed(String variable, String value) {
    Map<String, String> environment = new HashMap<>(Map.of("TABLE_NAME", "keys"));
    environment.put(variable, value);
    assertThatThrownBy(() -> AuthorizerSettings.of(environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(variable + " must be");
  }
}
