package dev.latchkey.core.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Tests the fields whose members a patch sets and clears one by one. */
class MergedFieldsTest {
  private final List<String> problems = new ArrayList<>();

  @Nested
  class OfClaims {
    @Test
    void areOneToTwentyTextsByName() {
      assertThat(parsed(Map.of("region", "eu", "a_1", "x"))).containsOnlyKeys("a_1", "region");
      assertThat(problems).isEmpty();
      parsed(Map.of());
      parsed(List.of("region"));
      parsed(many(21));
      assertThat(problems).containsOnly(" must be an object of 1 to 20 members").hasSize(3);
    }

    @Test
    void aWrongMemberIsNamed() {
      String name =
          " must have a name of 1 to 32 characters of a-z, 0-9 and _, starting with a letter";
      parsed(Map.of("Region", "eu"));
      parsed(Map.of("a/b~", "eu"));
      parsed(Map.of("x".repeat(33), "eu"));
      parsed(Map.of("region", 7));
      parsed(Map.of("region", "x".repeat(257)));
      assertThat(problems)
          .containsExactly(
              "/Region" + name,
              "/a~1b~0" + name,
              "/" + "x".repeat(33) + name,
              "/region must be a string",
              "/region must be 1 to 256 characters long");
    }

    @Test
    void aPatchSetsAndClearsMembers() {
      FieldValues present = FieldValues.NONE.with(KeyFields.CLAIMS, Map.of("a", "1", "b", "2"));
      assertThat(patched(present, Map.of("b", Optional.empty(), "c", Optional.of("3"))))
          .contains(Map.of("a", "1", "c", "3"));
      assertThat(patched(FieldValues.NONE, Map.of("b", Optional.empty()))).isEmpty();
      assertThat(patched(present, Map.of("a", Optional.empty(), "b", Optional.empty()))).isEmpty();
      assertThat(problems).isEmpty();
    }

    @Test
    void aPatchMayNotLeaveMoreThanTwenty() {
      FieldValues present =
          FieldValues.NONE.with(KeyFields.CLAIMS, KeyFields.CLAIMS.type().stored(many(20)));
      assertThat(patched(present, Map.of("c0", Optional.of("other")))).isPresent();
      assertThat(problems).isEmpty();
      patched(present, Map.of("more", Optional.of("x")));
      assertThat(problems).containsExactly("/claims must be an object of 1 to 20 members");
    }

    @Test
    void aPatchHasAtMost64Members() {
      Map<String, Optional<Object>> patch = new HashMap<>();
      for (int i = 0; i < 64; i++) {
        patch.put("c" + i, Optional.empty());
      }
      TextsByName.CLAIMS.check(patch, (path, detail) -> problems.add(path + " " + detail));
      assertThat(problems).isEmpty();
      patch.put("more", Optional.empty());
      TextsByName.CLAIMS.check(patch, (path, detail) -> problems.add(path + " " + detail));
      assertThat(problems).containsExactly(" must have at most 64 members");
    }

    @Test
    void theTableHasTextsOnly() {
      for (Object damaged : List.of("region", List.of(), Map.of("region", BigDecimal.ONE))) {
        assertThatIllegalStateException().isThrownBy(() -> KeyFields.CLAIMS.type().stored(damaged));
      }
    }

    private Map<String, String> parsed(Object plain) {
      Map<String, String> claims =
          KeyFields.CLAIMS.type().parse(plain, (path, detail) -> problems.add(path + " " + detail));
      return claims == null ? Map.of() : claims;
    }

    private Optional<Map<String, String>> patched(
        FieldValues present, Map<String, Optional<Object>> patch) {
      return FieldEdits.NONE
          .merge(KeyFields.CLAIMS, patch)
          .on(present, (path, detail) -> problems.add(path + " " + detail))
          .get(KeyFields.CLAIMS);
    }

    private Map<String, Object> many(int count) {
      Map<String, Object> claims = new HashMap<>();
      for (int i = 0; i < count; i++) {
        claims.put("c" + i, "x");
      }
      return claims;
    }
  }

  @Nested
  class OfTags {
    @Test
    void areOneToTenTextsByName() {
      assertThat(parsed(Map.of("cost.centre-1_a", "x".repeat(128), "t", "🔑".repeat(128))))
          .hasSize(2);
      Map<String, Object> ten = new HashMap<>();
      for (int i = 0; i < 10; i++) {
        ten.put("t" + i, "x");
      }
      assertThat(parsed(ten)).hasSize(10);
      assertThat(problems).isEmpty();
      ten.put("more", "x");
      parsed(ten);
      parsed(Map.of());
      parsed(List.of());
      assertThat(problems).containsOnly(" must be an object of 1 to 10 members").hasSize(3);
    }

    @Test
    void aWrongMemberIsNamed() {
      String name =
          " must have a name of 1 to 32 characters of a-z, 0-9, _, . and -, starting with a letter";
      for (String wrong : List.of("", "Team", "1a", ".a", "a b", "é", "x".repeat(33))) {
        parsed(Map.of(wrong, "x"));
        assertThat(problems).containsExactly("/" + wrong + name);
        problems.clear();
      }
      parsed(Map.of("team", "x".repeat(129)));
      parsed(Map.of("team", "\u200b"));
      assertThat(problems)
          .containsExactly(
              "/team must be 1 to 128 characters long", "/team must contain a visible character");
    }

    @Test
    void aPatchMayNotLeaveMoreThanTen() {
      Map<String, String> ten = new HashMap<>();
      for (int i = 0; i < 10; i++) {
        ten.put("t" + i, "x");
      }
      FieldValues present = FieldValues.NONE.with(KeyFields.TAGS, ten);
      Map<String, Optional<Object>> other =
          Map.of("t0", Optional.empty(), "other", Optional.of("x"));
      assertThat(patched(present, other)).map(Map::size).contains(10);
      assertThat(problems).isEmpty();
      patched(present, Map.of("other", Optional.of("x")));
      assertThat(problems).containsExactly("/tags must be an object of 1 to 10 members");
    }

    private Map<String, String> parsed(Object plain) {
      Map<String, String> tags =
          KeyFields.TAGS.type().parse(plain, (path, detail) -> problems.add(path + " " + detail));
      return tags == null ? Map.of() : tags;
    }

    private Optional<Map<String, String>> patched(
        FieldValues present, Map<String, Optional<Object>> patch) {
      return FieldEdits.NONE
          .merge(KeyFields.TAGS, patch)
          .on(present, (path, detail) -> problems.add(path + " " + detail))
          .get(KeyFields.TAGS);
    }
  }

  @Nested
  class OfQuotas {
    @Test
    void areANumberOfCallsPerDayOrMonth() {
      assertThat(parsed(Map.of("calls", BigInteger.ONE, "per", "day")))
          .isEqualTo(new Quota(1, Quota.Period.DAY));
      assertThat(parsed(Map.of("calls", BigInteger.valueOf(1_000_000_000), "per", "month")))
          .isEqualTo(new Quota(1_000_000_000, Quota.Period.MONTH));
      assertThat(problems).isEmpty();
    }

    @Test
    void aWrongMemberIsNamed() {
      for (Object calls :
          List.of("1", BigInteger.ZERO, BigInteger.valueOf(1_000_000_001), new BigDecimal("1.5"))) {
        parsed(Map.of("calls", calls, "per", "day"));
        assertThat(problems).contains("/calls must be a whole number from 1 to 1,000,000,000");
        problems.clear();
      }
      parsed(Map.of("calls", BigInteger.ONE, "per", "week", "from", "now"));
      assertThat(problems)
          .containsExactlyInAnyOrder(
              "/per must be day or month", "/from is not a field of this request");
      problems.clear();
      parsed(Map.of());
      parsed(BigInteger.ONE);
      assertThat(problems)
          .containsExactly("/calls is required", "/per is required", " must be an object");
    }

    @Test
    void aPatchKeepsTheOtherMember() {
      FieldValues present = FieldValues.NONE.with(KeyFields.QUOTA, new Quota(7, Quota.Period.DAY));
      assertThat(patched(present, Map.of("per", Optional.of("month"))))
          .contains(new Quota(7, Quota.Period.MONTH));
      assertThat(patched(present, Map.of("calls", Optional.of(BigInteger.TWO))))
          .contains(new Quota(2, Quota.Period.DAY));
      assertThat(patched(present, Map.of("calls", Optional.empty(), "per", Optional.empty())))
          .isEmpty();
      assertThat(problems).isEmpty();
      patched(present, Map.of("per", Optional.empty()));
      patched(FieldValues.NONE, Map.of("calls", Optional.of(BigInteger.TWO)));
      assertThat(problems).containsExactly("/quota/per is required", "/quota/per is required");
    }

    @Test
    void theTableHasTheSameMembers() {
      FieldType<Quota> type = KeyFields.QUOTA.type();
      Quota quota = new Quota(7, Quota.Period.MONTH);
      assertThat(type.stored(type.plain(quota))).isEqualTo(quota);
      for (Object damaged :
          List.of(
              "7",
              Map.of("calls", BigDecimal.ONE),
              Map.of("calls", BigDecimal.ONE, "per", "week"),
              Map.of("calls", new BigDecimal("1.5"), "per", "day"))) {
        assertThatIllegalStateException().isThrownBy(() -> type.stored(damaged));
      }
    }

    private Object parsed(Object plain) {
      Quota quota =
          KeyFields.QUOTA.type().parse(plain, (path, detail) -> problems.add(path + " " + detail));
      return quota == null ? problems : quota;
    }

    private Optional<Quota> patched(FieldValues present, Map<String, Optional<Object>> patch) {
      return FieldEdits.NONE
          .merge(KeyFields.QUOTA, patch)
          .on(present, (path, detail) -> problems.add(path + " " + detail))
          .get(KeyFields.QUOTA);
    }
  }
}
