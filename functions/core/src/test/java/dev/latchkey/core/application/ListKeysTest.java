package dev.latchkey.core.application;

import static dev.latchkey.core.memory.Samples.NOW;
import static dev.latchkey.core.memory.Samples.change;
import static dev.latchkey.core.memory.WriteResults.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.Creation;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.SecretVersion;
import dev.latchkey.core.domain.StoredKey;
import dev.latchkey.core.memory.InMemoryStores;
import dev.latchkey.core.memory.Samples;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests lists of keys by their last use. */
class ListKeysTest {
  private static final Page.Request PAGE = new Page.Request(50, null);

  private final Stores stores = new InMemoryStores().all();
  private final ListKeys list = new ListKeys(stores.keys(), stores.usage());

  @Test
  void unusedKeysWereCreatedBeforeAndNotUsedSince() {
    KeyId never = create(NOW);
    KeyId before = used(NOW.plusSeconds(9));
    KeyId at = used(NOW.plusSeconds(10));
    KeyId after = used(NOW.plusSeconds(11));
    create(NOW.plusSeconds(10));
    assertThat(unusedSince(NOW.plusSeconds(10))).containsExactlyInAnyOrder(never, before);
    assertThat(unusedSince(NOW.plusSeconds(9))).containsExactly(never);
    assertThat(unusedSince(NOW)).isEmpty();
    assertThat(unusedSince(NOW.plusSeconds(12))).contains(never, before, at, after).hasSize(5);
  }

  @Test
  void usageIsReadIfItIsAskedFor() {
    KeyId used = used(NOW.plusSeconds(9));
    KeyQuery query = new KeyQuery(null, null, NOW);
    assertThat(list.list(new ListKeys.Command(query, null, true), PAGE).items())
        .singleElement()
        .satisfies(
            listed -> {
              assertThat(listed.key().keyId()).isEqualTo(used);
              assertThat(listed.usage())
                  .isEqualTo(stores.usage().find(List.of(used)).get(used))
                  .isNotNull();
            });
    assertThat(list.list(new ListKeys.Command(query, null, false), PAGE).items())
        .singleElement()
        .extracting(ListKeys.Listed::usage)
        .isNull();
  }

  @Test
  void aPageOfUsedKeysIsEmptyAndHasANext() {
    KeyId never = create(NOW.minusSeconds(1));
    used(NOW.plusSeconds(9));
    ListKeys.Command command =
        new ListKeys.Command(new KeyQuery(null, null, NOW), NOW.plusSeconds(5), false);
    Page<ListKeys.Listed> first = list.list(command, new Page.Request(1, null));
    assertThat(first.items()).isEmpty();
    assertThat(list.list(command, new Page.Request(1, first.next())).items())
        .extracting(listed -> listed.key().keyId())
        .containsExactly(never);
  }

  private List<KeyId> unusedSince(Instant since) {
    ListKeys.Command command = new ListKeys.Command(new KeyQuery(null, null, NOW), since, false);
    return list.list(command, PAGE).items().stream().map(listed -> listed.key().keyId()).toList();
  }

  private KeyId used(Instant at) {
    KeyId keyId = create(NOW);
    UsageBatch batch = new UsageBatch(keyId.value());
    batch.allowed(keyId, SecretVersion.CURRENT, at, 1);
    stores.usage().add(batch);
    return keyId;
  }

  private KeyId create(Instant at) {
    ApiKey sample = Samples.key().key();
    ApiKey key =
        ApiKey.created(
            sample.keyId(),
            sample.dataApi(),
            sample.fields(),
            "lk",
            new Creation(at, Samples.ADA),
            sample.expiresAt());
    StoredKey stored = new StoredKey(key, Samples.hash(key.keyId()), null, null, List.of());
    done(stores.keys().create(stored, change(at)));
    return key.keyId();
  }
}
