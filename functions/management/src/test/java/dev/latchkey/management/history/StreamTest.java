package dev.latchkey.management.history;

import static dev.latchkey.core.memory.Samples.NOW;
import static dev.latchkey.core.memory.Samples.change;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.domain.KeyEvent;
import dev.latchkey.core.domain.KeyEvent.FieldChange;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.StoredKey;
import dev.latchkey.core.dynamodb.DynamoDbKeyStore;
import dev.latchkey.core.dynamodb.TestStores;
import dev.latchkey.core.memory.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Base of tests with a key whose writes leave real stream records. */
abstract class StreamTest {
  static final Instant LATER = NOW.plus(Duration.ofDays(300));
  static final String NOW_TEXT = "2026-01-02T03:04:05Z";

  final TestStores stores = TestStores.create();
  final DynamoDbKeyStore keys = stores.keys();
  final StoredKey key = Samples.key("orders");
  final KeyId keyId = key.key().keyId();
  final ChangeContext creation = change();

  List<KeyEvent> events() {
    return StreamOf.table(stores).stream()
        .flatMap(image -> DescribeChange.event(image).stream())
        .toList();
  }

  KeyEvent lastEvent() {
    List<KeyEvent> events = events();
    return events.get(events.size() - 1);
  }

  KeyEvent onlyEvent() {
    assertThat(events()).hasSize(1);
    return lastEvent();
  }

  static FieldChange set(Object to) {
    return new FieldChange(null, to);
  }

  static FieldChange from(Object from, Object to) {
    return new FieldChange(from, to);
  }
}
