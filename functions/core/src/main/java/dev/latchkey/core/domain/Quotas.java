package dev.latchkey.core.domain;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The type of quotas: an object of {@code calls} and {@code per}. */
final class Quotas implements MergedType<Quota> {
  static final MergedType<Quota> TYPE = new Quotas();

  private static final String CALLS = "calls";
  private static final String PER = "per";
  private static final long MAX_CALLS = 1_000_000_000;

  private Quotas() {}

  @Override
  public @Nullable Quota parse(Object plain, Problems problems) {
    if (!(plain instanceof Map<?, ?> members)) {
      problems.add("", "must be an object");
      return null;
    }
    boolean[] isGood = {true};
    Problems counted =
        (path, detail) -> {
          isGood[0] = false;
          problems.add(path, detail);
        };
    for (String name : new String[] {CALLS, PER}) {
      if (!members.containsKey(name)) {
        counted.add("/" + name, "is required");
      }
    }
    members.forEach((name, value) -> check((String) name, value, counted));
    return isGood[0] ? quota(members) : null;
  }

  @Override
  public void check(Map<String, Optional<Object>> patch, Problems problems) {
    patch.forEach(
        (name, value) -> {
          if (value.isPresent()) {
            check(name, value.get(), problems);
          } else if (!name.equals(CALLS) && !name.equals(PER)) {
            problems.add("/" + MemberName.escaped(name), "is not a field of this request");
          }
        });
  }

  @Override
  public @Nullable Quota merge(
      @Nullable Quota before, Map<String, Optional<Object>> patch, Problems problems) {
    Map<String, Object> members = before == null ? new LinkedHashMap<>() : plain(before);
    patch.forEach(
        (name, value) ->
            value.ifPresentOrElse(
                present -> members.put(name, present), () -> members.remove(name)));
    return members.isEmpty() ? null : parse(members, problems);
  }

  @Override
  public Quota stored(Object plain) {
    if (plain instanceof Map<?, ?> members
        && members.get(CALLS) instanceof BigDecimal
        && members.get(PER) instanceof String) {
      try {
        return quota(members);
      } catch (IllegalArgumentException | ArithmeticException e) {
        throw new IllegalStateException("Expected a quota, but found other values.", e);
      }
    }
    throw new IllegalStateException("Expected a quota, but found another type.");
  }

  @Override
  public Map<String, Object> plain(Quota quota) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put(CALLS, BigDecimal.valueOf(quota.calls()));
    members.put(PER, quota.per().word());
    return members;
  }

  @Override
  public Class<?> plainType() {
    return Map.class;
  }

  private static void check(String name, Object value, Problems problems) {
    switch (name) {
      case CALLS -> {
        if (!isCount(value)) {
          problems.add("/" + CALLS, "must be a whole number from 1 to 1,000,000,000");
        }
      }
      case PER -> {
        if (!value.equals("day") && !value.equals("month")) {
          problems.add("/" + PER, "must be day or month");
        }
      }
      default -> problems.add("/" + MemberName.escaped(name), "is not a field of this request");
    }
  }

  private static boolean isCount(Object value) {
    return (value instanceof BigInteger || value instanceof BigDecimal)
        && new BigDecimal(value.toString()).compareTo(BigDecimal.ONE) >= 0
        && new BigDecimal(value.toString()).compareTo(BigDecimal.valueOf(MAX_CALLS)) <= 0
        && (value instanceof BigInteger || ((BigDecimal) value).stripTrailingZeros().scale() <= 0);
  }

  private static Quota quota(Map<?, ?> members) {
    return new Quota(
        new BigDecimal(String.valueOf(members.get(CALLS))).longValueExact(),
        switch (String.valueOf(members.get(PER))) {
          case "day" -> Quota.Period.DAY;
          case "month" -> Quota.Period.MONTH;
          default -> throw new IllegalArgumentException("There is no such period.");
        });
  }
}
