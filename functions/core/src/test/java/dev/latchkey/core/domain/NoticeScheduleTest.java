package dev.latchkey.core.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.domain.NoticeSchedule.Due;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticeScheduleTest {
  private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("2027-01-01T00:00:00Z");
  private static final KeyId KEY = new KeyId("4Zq8Rw1TnB7xKd2M");
  private static final NoticeSchedule SCHEDULE = NoticeSchedule.of(List.of(30, 7, 1), 0);

  private static ApiKey key(@Nullable Instant revoked, @Nullable Instant rotated) {
    return key(null, revoked, rotated);
  }

  private static ApiKey key(
      @Nullable Instant suspended, @Nullable Instant revoked, @Nullable Instant rotated) {
    Actor ada = new Actor("ada", "Ada");
    return new ApiKey(
        KEY,
        new DataApiRef("orders", "sales", "r"),
        FieldValues.NONE.with(KeyFields.NAME, "reports"),
        "lk",
        new Creation(CREATED, ada),
        END,
        suspended == null ? null : new Suspension(suspended, ada, null),
        revoked == null ? null : new Revocation(revoked, ada, null),
        rotated,
        null,
        null,
        Version.first(CREATED));
  }

  private static List<Integer> days(Instant now) {
    return SCHEDULE.due(key(null, null), now).stream().map(Due::days).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "P31D, -1", "P30DT1S, -1", "P30D, 30", "P29D, 30", "P7DT1S, 30", "P7D, 7", "P1DT1S, 7",
    "P1D, 1", "PT1S, 1", "PT0S, 0", "PT-1S, 0", "P-29DT-23H, 0", "P-30D, -1", "P-31D, -1"
  })
  void theSmallestNumberOfDaysThatIsReached(Duration left, int expected) {
    assertThat(days(END.minus(left))).isEqualTo(expected < 0 ? List.of() : List.of(expected));
  }

  @Test
  void theKindAndTheIdFollow() {
    assertThat(SCHEDULE.due(key(null, null), END.minus(Duration.ofDays(3))))
        .containsExactly(new Due(new NoticeId(KEY, "1798761600#7"), NoticeKind.EXPIRING, 7));
    assertThat(SCHEDULE.due(key(null, null), END))
        .containsExactly(new Due(new NoticeId(KEY, "1798761600#0"), NoticeKind.EXPIRED, 0));
  }

  @Test
  void aKeyThatIsRevokedOrSuspendedHasNone() {
    NoticeSchedule all = NoticeSchedule.of(List.of(30), 364);
    for (Instant now : List.of(END.minus(Duration.ofHours(3)), END, END.plusSeconds(1))) {
      assertThat(all.due(key(null, null), now)).isNotEmpty();
      assertThat(all.due(key(CREATED, null), now)).isEmpty();
      assertThat(all.due(key(CREATED, null, null), now)).isEmpty();
    }
  }

  @Test
  void aSecretIsOldAfterItsDaysAndARotationBeginsThemAgain() {
    NoticeSchedule secrets = NoticeSchedule.of(List.of(), 90);
    Instant old = CREATED.plus(Duration.ofDays(90));
    assertThat(secrets.due(key(null, null), old.minusSeconds(1))).isEmpty();
    assertThat(secrets.due(key(null, null), old))
        .containsExactly(
            new Due(new NoticeId(KEY, "SECRET#1767225600"), NoticeKind.SECRET_OLD, 90));
    Instant end = old.plus(Duration.ofDays(30));
    assertThat(secrets.due(key(null, null), end.minusSeconds(1))).hasSize(1);
    assertThat(secrets.due(key(null, null), end)).isEmpty();
    Instant rotated = old.plusSeconds(5);
    assertThat(secrets.due(key(null, rotated), rotated.plus(Duration.ofDays(89)))).isEmpty();
    assertThat(secrets.due(key(null, rotated), rotated.plus(Duration.ofDays(90))))
        .extracting(due -> due.id().occasion())
        .containsExactly("SECRET#" + rotated.getEpochSecond());
  }

  @Test
  void anExpiredKeysSecretIsNotOld() {
    NoticeSchedule both = NoticeSchedule.of(List.of(7), 1);
    assertThat(both.due(key(null, END.minus(Duration.ofDays(2))), END.minusSeconds(1))).hasSize(2);
    assertThat(both.due(key(null, null), END))
        .extracting(Due::kind)
        .containsExactly(NoticeKind.EXPIRED);
  }

  @Test
  void withoutDaysThereIsTheExpirationOnly() {
    NoticeSchedule none = NoticeSchedule.of(List.of(), 0);
    assertThat(none.due(key(null, null), END.minusSeconds(1))).isEmpty();
    assertThat(none.due(key(null, null), END)).hasSize(1);
  }

  @Test
  void noKeyOutsideOfTheseExpirationsHasANotice() {
    Instant now = END.minus(Duration.ofDays(100));
    assertThat(SCHEDULE.firstExpiration(now)).isEqualTo(now.minus(Duration.ofDays(30)));
    assertThat(SCHEDULE.lastExpiration(now)).isEqualTo(now.plus(Duration.ofDays(30)));
    assertThat(NoticeSchedule.of(List.of(7), 90).lastExpiration(now)).isEqualTo(Instant.MAX);
    assertThat(NoticeSchedule.of(List.of(), 0).lastExpiration(now)).isEqualTo(now);
  }
}
