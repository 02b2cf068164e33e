package dev.latchkey.core.memory;

import dev.latchkey.core.application.KeyStore;
import dev.latchkey.core.application.NoticeStore;

class InMemoryNoticeStoreTest extends NoticeStoreContract {
  private final InMemoryStores stores = new InMemoryStores();
  private final NoticeStore notices = new InMemoryNoticeStore(() -> stores.keys().all());

  @Override
  protected NoticeStore notices() {
    return notices;
  }

  @Override
  protected KeyStore keys() {
    return stores.keys();
  }
}
