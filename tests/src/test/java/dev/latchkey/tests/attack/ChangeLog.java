package dev.latchkey.tests.attack;

import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.EventKind;
import dev.latchkey.core.domain.EventTarget;
import dev.latchkey.core.domain.KeyStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All changes that were made of keys and data APIs, by which every moment can be told. */
final class ChangeLog {
  private final List<Fact> facts = new ArrayList<>();

  /** A change, and what it left behind, which is nothing if it deleted. */
  private record Fact(Instant at, EventTarget subject, @Nullable Object thing, EventKind kind) {}

  /** Adds the newest change. */
  void add(Instant at, EventTarget subject, @Nullable Object thing, EventKind kind) {
    facts.add(new Fact(at, subject, thing, kind));
  }

  /** How many changes there were. */
  int size() {
    return facts.size();
  }

  /** The key or data API as it was at a moment. */
  @Nullable Object thing(EventTarget subject, Instant at) {
    return then(at).get(subject);
  }

  /**
   * The keys that a list shows.
   *
   * @param at the moment whose keys it shows
   * @param judgedAt the moment at which it judges their states
   */
  Set<ApiKey> keys(
      @Nullable String dataApiId, @Nullable KeyStatus status, Instant at, Instant judgedAt) {
    return then(at).values().stream()
        .filter(ApiKey.class::isInstance)
        .map(ApiKey.class::cast)
        .filter(key -> dataApiId == null || key.dataApiId().equals(dataApiId))
        .filter(key -> status == null || key.status(judgedAt) == status)
        .collect(Collectors.toSet());
  }

  /** The data APIs that there were at a moment, by their ids. */
  List<String> dataApis(Instant at) {
    return then(at).values().stream()
        .filter(DataApi.class::isInstance)
        .map(thing -> ((DataApi) thing).dataApiId())
        .sorted()
        .toList();
  }

  /** What happened to a key or data API until a moment, oldest first. */
  List<EventKind> history(EventTarget subject, Instant until) {
    return facts.stream()
        .filter(fact -> fact.subject().equals(subject) && !fact.at().isAfter(until))
        .map(Fact::kind)
        .toList();
  }

  private Map<EventTarget, Object> then(Instant moment) {
    Map<EventTarget, Object> then = new HashMap<>();
    for (Fact fact : facts) {
      if (fact.at().isAfter(moment)) {
        break;
      }
      if (fact.thing() == null) {
        then.remove(fact.subject());
      } else {
        then.put(fact.subject(), fact.thing());
      }
    }
    return then;
  }
}
