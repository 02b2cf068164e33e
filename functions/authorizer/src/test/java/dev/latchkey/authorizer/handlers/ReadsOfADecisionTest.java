package dev.latchkey.authorizer.handlers;

import static dev.latchkey.authorizer.event.SampleEvents.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.authorizer.event.AuthorizerEvent;
import dev.latchkey.authorizer.event.SampleEvents;
import dev.latchkey.core.application.Deadline;
import dev.latchkey.core.application.KeyReader;
import dev.latchkey.core.application.LookupResult;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DataApiRef;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.Route;
import dev.latchkey.core.memory.InMemoryStores;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests how often a decision reads the table. Each read is a round trip. */
class ReadsOfADecisionTest {
  private int reads;

  @Test
  void aDecisionIsOneReadAndOnceAMinuteTwo() throws IOException {
    InMemoryStores stores = new InMemoryStores();
    try (AuthorizerFixture function = new AuthorizerFixture(counting(stores.reader()))) {
      byte[] event =
          SampleEvents.withKey(
              AuthorizerEvent.Format.REST,
              ORDERS,
              function.register("orders", new Route("a1", "*", "GET", "/orders/*")).text());
      reads = 0;
      assertThat(readsOf(function, event)).isEqualTo(2);
      for (int i = 0; i < 59; i++) {
        function.pass(Duration.ofSeconds(1));
        assertThat(readsOf(function, event)).isEqualTo(1);
      }
      function.pass(Duration.ofSeconds(1));
      assertThat(readsOf(function, event)).isEqualTo(2);
      assertThat(readsOf(function, event)).isEqualTo(1);
    }
  }

  private int readsOf(AuthorizerFixture function, byte[] event) throws IOException {
    int before = reads;
    function.invoke(event);
    return reads - before;
  }

  private KeyReader counting(KeyReader source) {
    return new KeyReader() {
      @Override
      public LookupResult key(KeyId keyId, Deadline deadline) {
        reads++;
        return source.key(keyId, deadline);
      }

      @Override
      public Optional<DataApi> dataApi(DataApiRef ref, Deadline deadline) {
        reads++;
        return source.dataApi(ref, deadline);
      }
    };
  }
}
