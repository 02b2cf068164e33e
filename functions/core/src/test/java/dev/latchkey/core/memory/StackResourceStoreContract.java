package dev.latchkey.core.memory;

import static dev.latchkey.core.memory.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.StackResource;
import dev.latchkey.core.application.StackResourceStore;
import dev.latchkey.core.domain.DataApiRef;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The contract of {@link StackResourceStore}. */
public abstract class StackResourceStoreContract {

  /** Returns the store under test. */
  protected abstract StackResourceStore resources();

  @Test
  void keepsAllOfAResource() {
    StackResource begun = resource(List.of("a request"), null, null);
    resources().save(begun);
    assertThat(resources().find(begun.id())).contains(begun);
    DataApiRef registration = new DataApiRef("orders", "sales", "0123456789abcdef");
    for (StackResource changed :
        List.of(
            resource(List.of("another", "a request"), registration, null),
            resource(List.of("a third", "another", "a request"), registration, NOW))) {
      StackResource same =
          new StackResource(
              begun.id(),
              changed.stackId(),
              changed.logicalId(),
              changed.requests(),
              changed.keyId(),
              changed.dataApiId(),
              changed.registration(),
              changed.removedAt());
      resources().save(same);
      assertThat(resources().find(begun.id())).contains(same);
    }
  }

  @Test
  void aResourceThatWasNeverSavedIsAbsent() {
    assertThat(resources().find(resource(List.of("a request"), null, null).id())).isEmpty();
  }

  protected static StackResource resource(
      List<String> requests, @Nullable DataApiRef registration, @Nullable Instant removedAt) {
    return new StackResource(
        "latchkey-" + UUID.randomUUID(),
        "arn:aws:cloudformation:eu-west-1:123456789012:stack/orders/0",
        "DataApi",
        requests,
        Samples.key().key().keyId(),
        "orders",
        registration,
        removedAt);
  }
}
