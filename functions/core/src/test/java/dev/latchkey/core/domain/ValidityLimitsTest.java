package dev.latchkey.core.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests R4: at least one day or a future instant, at most the maximum from now, to the second. */
class ValidityLimitsTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final Instant LATEST = Instant.parse("2027-01-02T03:04:05Z");

  private final ValidityLimits limits = new ValidityLimits(90, 365);

  @Nested
  class TheEnd {
    @Test
    void isInWholeSecondsAfterWholeDays() {
      assertThat(limits.expiration(new Validity.Days(1), NOW))
          .isEqualTo(Instant.parse("2026-01-03T03:04:05Z"));
    }

    @Test
    void isTheDefaultsWhenNothingIsSaid() {
      assertThat(limits.expiration(new Validity.Unstated(), NOW))
          .isEqualTo(Instant.parse("2026-04-02T03:04:05Z"));
    }

    @Test
    void isTheDateThatWasNamed() {
      assertThat(limits.expiration(new Validity.Until(LATEST), NOW)).isEqualTo(LATEST);
    }

    @Test
    void countsDaysOf86400SecondsAcrossADaylightSavingChange() {
      Instant before = Instant.parse("2026-03-28T12:00:00Z");
      assertThat(Duration.between(before, limits.expiration(new Validity.Days(2), before)))
          .isEqualTo(Duration.ofDays(2));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 90, 364, 365})
  void takesDays(int days) {
    assertThat(limits.problem(days, NOW)).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0})
  void refusesLessThanADay(int days) {
    assertThat(limits.problem(days, NOW)).contains("at least 1");
  }

  @ParameterizedTest
  @ValueSource(ints = {366, Integer.MAX_VALUE})
  void refusesMoreDaysThanTheMaximumAndNamesTheLatestEnd(int days) {
    assertThat(limits.problem(days, NOW)).contains("365 days").contains(LATEST.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-02T03:04:05Z, must be in the future",
    "2026-01-02T03:04:05.678Z, must be in the future",
    "1970-01-01T00:00:00Z, must be in the future",
    "2027-01-02T03:04:06Z, must be at most 365 days from now",
    "9999-12-31T23:59:59Z, must be at most 365 days from now",
  })
  void refusesEndsThatAreOverOrTooFar(Instant end, String problem) {
    assertThat(limits.problem(end, NOW)).startsWith(problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-01-02T03:04:06Z", "2027-01-02T03:04:05Z"})
  void takesEndsFromTheNextSecondToTheLatest(Instant end) {
    assertThat(limits.problem(end, NOW)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 365", "365, 365"})
  void mayBeADayAndTheDefaultMayBeTheMaximum(int defaultDays, int maxDays) {
    assertThat(new ValidityLimits(defaultDays, maxDays).problem(maxDays, NOW)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"0, 365", "-1, 365", "366, 365", "1, 0"})
  void areAtLeastADayWithTheDefaultWithinTheMaximum(int defaultDays, int maxDays) {
    assertThatIllegalArgumentException().isThrownBy(() -> new ValidityLimits(defaultDays, maxDays));
  }
}
