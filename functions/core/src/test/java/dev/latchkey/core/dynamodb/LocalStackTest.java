package dev.latchkey.core.dynamodb;

import dev.latchkey.core.application.DataApiStore;
import dev.latchkey.core.application.EventStore;
import dev.latchkey.core.application.KeyStore;
import dev.latchkey.core.memory.DataApiStoreContract;
import dev.latchkey.core.memory.EventStoreContract;
import dev.latchkey.core.memory.KeyChangesContract;
import dev.latchkey.core.memory.KeyListingContract;
import dev.latchkey.core.memory.KeyStoreContract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** Runs the contracts of the stores on LocalStack's DynamoDB. */
class LocalStackTest {
  private static @Nullable TestStores stores;

  @BeforeAll
  static void makeTable() {
    stores = TestStores.at(LocalStack.start());
  }

  private static TestStores made() {
    TestStores created = stores;
    if (created == null) {
      throw new IllegalStateException("There is no table.");
    }
    return created;
  }

  @Nested
  class Keys extends KeyStoreContract {
    @Override
    protected KeyStore keys() {
      return made().keys();
    }
  }

  @Nested
  class KeyChanges extends KeyChangesContract {
    @Override
    protected KeyStore keys() {
      return made().keys();
    }
  }

  @Nested
  class KeyListings extends KeyListingContract {
    @Override
    protected KeyStore keys() {
      return made().keys();
    }
  }

  @Nested
  class DataApis extends DataApiStoreContract {
    @Override
    protected DataApiStore dataApis() {
      return made().dataApis();
    }

    @Override
    protected KeyStore keys() {
      return made().keys();
    }
  }

  @Nested
  class Events extends EventStoreContract {
    @Override
    protected EventStore events() {
      return made().events();
    }
  }
}
