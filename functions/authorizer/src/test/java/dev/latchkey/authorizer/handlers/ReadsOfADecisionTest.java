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

/** Tests how many requests to the table a decision needs. Each is a round trip. */
class ReadsOfADecisionTest {
  @Test
  void theFirstDecisionIsTwoRequestsAndEachLaterOneIsOne() throws IOException {
    Counting reader = new Counting();
    try (AuthorizerFixture function = new AuthorizerFixture(reader)) {
      reader.stores = function.stores;
      byte[] event =
          SampleEvents.withKey(
              AuthorizerEvent.Format.REST,
              ORDERS,
              function.register("orders", new Route("a1", "*", "GET", "/orders/*")).text());
      assertThat(requestsOf(function, reader, event)).isEqualTo(2);
      for (int i = 0; i < 200; i++) {
        function.pass(Duration.ofSeconds(1));
        assertThat(requestsOf(function, reader, event)).isEqualTo(1);
      }
      assertThat(reader.both).isEqualTo(3);
    }
  }

  private static int requestsOf(AuthorizerFixture function, Counting reader, byte[] event)
      throws IOException {
    int before = reader.requests;
    function.invoke(event);
    return reader.requests - before;
  }

  /** Counts the requests to stores. */
  private static final class Counting implements KeyReader {
    private InMemoryStores stores = new InMemoryStores();
    private int requests;
    private int both;

    @Override
    public LookupResult key(KeyId keyId, Deadline deadline) {
      requests++;
      return stores.keys().lookup(keyId);
    }

    @Override
    public Optional<DataApi> dataApi(DataApiRef ref, Deadline deadline) {
      requests++;
      return stores.reader().dataApi(ref, deadline);
    }

    @Override
    public KeyAndDataApi both(KeyId keyId, String dataApiId, Deadline deadline) {
      requests++;
      both++;
      return new KeyAndDataApi(stores.keys().lookup(keyId), stores.dataApis().find(dataApiId));
    }
  }
}
