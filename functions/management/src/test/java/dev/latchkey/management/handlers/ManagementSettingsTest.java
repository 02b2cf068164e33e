package dev.latchkey.management.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.latchkey.core.domain.NoticeSchedule;
import dev.latchkey.core.domain.ValidityLimits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManagementSettingsTest {
  private final Map<String, String> variables =
      new HashMap<>(
          Map.of(
              "KEY_PREFIXES", "acme,lk",
              "DEFAULT_VALIDITY_DAYS", "90",
              "MAX_VALIDITY_DAYS", "180"));

  @Test
  void newKeysGetTheFirstPrefix() {
    ManagementSettings settings = ManagementSettings.of(new EnvironmentVariables(variables));

    assertThat(settings.keyPrefix()).isEqualTo("acme");
    assertThat(settings.limits()).isEqualTo(new ValidityLimits(90, 180));
  }

  @ParameterizedTest
  @CsvSource({
    "KEY_PREFIXES, '', KeyPrefixes",
    "KEY_PREFIXES, 'a b', KeyPrefixes",
    "KEY_PREFIXES, 'ä', KeyPrefixes",
    "KEY_PREFIXES, a-b, KeyPrefixes",
    "KEY_PREFIXES, 'lk,', KeyPrefixes",
    "DEFAULT_VALIDITY_DAYS, 181, DefaultValidityDays",
    "DEFAULT_VALIDITY_DAYS, 0, DefaultValidityDays",
    "MAX_VALIDITY_DAYS, '', MaxValidityDays",
    "MAX_VALIDITY_DAYS, ten, MaxValidityDays",
    "MAX_VALIDITY_DAYS, -1, MaxValidityDays",
    "MAX_VALIDITY_DAYS, 99999999999, MaxValidityDays",
  })
  void badConfigurationIsRefusedByName(String name, String value, String parameter) {
    variables.put(name, value);

    assertThatIllegalStateException()
        .isThrownBy(() -> ManagementSettings.of(new EnvironmentVariables(variables)))
        .withMessageStartingWith(name + " (template parameter " + parameter + ") must");
  }

  @Test
  void noticesHaveDaysAndAnAge() {
    variables.put("NOTICE_DAYS", "30, 7,1");
    variables.put("SECRET_AGE_DAYS", "90");
    assertThat(ManagementSettings.noticeSchedule(new EnvironmentVariables(variables)))
        .isEqualTo(NoticeSchedule.of(List.of(1, 7, 30), 90));
    variables.put("NOTICE_DAYS", "");
    variables.put("SECRET_AGE_DAYS", "0");
    assertThat(ManagementSettings.noticeSchedule(new EnvironmentVariables(variables)))
        .isEqualTo(NoticeSchedule.of(List.of(), 0));
  }

  @ParameterizedTest
  @CsvSource({
    "NOTICE_DAYS, 0, NoticeDays",
    "NOTICE_DAYS, '30,soon', NoticeDays",
    "NOTICE_DAYS, 1000, NoticeDays",
    "NOTICE_DAYS, -1, NoticeDays",
    "SECRET_AGE_DAYS, '', SecretAgeDays",
    "SECRET_AGE_DAYS, 3654, SecretAgeDays"
  })
  void badNoticesAreRefusedByName(String name, String value, String parameter) {
    variables.put("NOTICE_DAYS", "30");
    variables.put("SECRET_AGE_DAYS", "90");
    variables.put(name, value);

    assertThatIllegalStateException()
        .isThrownBy(() -> ManagementSettings.noticeSchedule(new EnvironmentVariables(variables)))
        .withMessageStartingWith(name + " (template parameter " + parameter + ") must");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "169"})
  void aBadGracePeriodOfRotationsIsRefusedByName(String hours) {
    variables.put("ROTATION_GRACE_HOURS", hours);
    assertThatIllegalStateException()
        .isThrownBy(
            () -> ManagementSettings.rotationGraceHours(new EnvironmentVariables(variables)))
        .withMessageStartingWith(
            "ROTATION_GRACE_HOURS (template parameter RotationGraceHours) must");
  }

  @ParameterizedTest
  @CsvSource({"TABLE_NAME, ''", "RETENTION_DAYS, -1", "EVENT_RETENTION_DAYS, 0"})
  void theTablesConfigurationIsRefusedByName(String name, String value) {
    variables.put("TABLE_NAME", "t");
    variables.put("RETENTION_DAYS", "30");
    variables.put("EVENT_RETENTION_DAYS", "400");
    variables.put(name, value);

    assertThatIllegalStateException()
        .isThrownBy(() -> ManagementDependencies.of(new EnvironmentVariables(variables)))
        .withMessageStartingWith(name);
  }
}
