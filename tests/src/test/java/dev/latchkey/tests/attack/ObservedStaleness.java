package dev.latchkey.tests.attack;

import dev.latchkey.core.domain.KeyStatus;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What was seen of indexes and a history that are behind. Thread-safe. */
final class ObservedStaleness {
  final LongAdder calls = new LongAdder();
  final LongAdder uses = new LongAdder();
  final LongAdder indexQueries = new LongAdder();

  /** Lists that were not what the table held. */
  final LongAdder staleLists = new LongAdder();

  /** Histories in which changes were missing. */
  final LongAdder staleHistories = new LongAdder();

  /** Changes of a key that a list would have shown in another state. */
  final LongAdder surprises = new LongAdder();

  /** Data APIs that were deleted though they had an active key. */
  final LongAdder besideAKey = new LongAdder();

  /** Data APIs that were not deleted though they had none. */
  final LongAdder heldOn = new LongAdder();

  /** Uses of active keys whose data API is gone. */
  final LongAdder deadKeys = new LongAdder();

  /** Those of them that an authorizer let in, since it remembered the data API. */
  final LongAdder remembered = new LongAdder();

  void surprise(@Nullable KeyStatus is, @Nullable KeyStatus listed) {
    surprises.add(Objects.equals(is, listed) ? 0 : 1);
  }
}
