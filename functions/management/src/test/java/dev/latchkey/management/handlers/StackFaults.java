package dev.latchkey.management.handlers;

import dev.latchkey.core.application.DataApiStore;
import dev.latchkey.core.application.DeliveredKey;
import dev.latchkey.core.application.KeyStore;
import dev.latchkey.core.application.SecretVault;
import dev.latchkey.core.application.StackResource;
import dev.latchkey.core.application.StackResourceStore;
import dev.latchkey.core.application.Stores;
import dev.latchkey.core.application.VaultSecret;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Ends invocations before or after any write, as an environment does that times out. */
final class StackFaults {
  private static final Set<String> WRITES =
      Set.of("create", "register", "edit", "rotate", "revoke", "delete");

  private final Random random;
  private final Map<String, Integer> counts = new TreeMap<>();
  private boolean isOn;

  StackFaults(Random random) {
    this.random = random;
  }

  /** An invocation that ended. */
  static final class EndedException extends RuntimeException {
    EndedException(String where) {
      super(where);
    }
  }

  void on(boolean newIsOn) {
    isOn = newIsOn;
  }

  /** Returns how often an invocation ended at each place. */
  Map<String, Integer> counts() {
    return counts;
  }

  void pass(String where) {
    if (isOn && random.nextInt(40) == 0) {
      counts.merge(where, 1, Integer::sum);
      throw new EndedException(where);
    }
  }

  Stores around(Stores stores) {
    return new Stores(
        around(KeyStore.class, stores.keys()),
        around(DataApiStore.class, stores.dataApis()),
        stores.events(),
        stores.usage());
  }

  private <T> T around(Class<T> type, T store) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              boolean isWrite = WRITES.contains(method.getName());
              if (isWrite) {
                pass("before " + method.getName());
              }
              try {
                Object result = method.invoke(store, arguments);
                if (isWrite) {
                  pass("after " + method.getName());
                }
                return type.isInstance(result) ? around(type, type.cast(result)) : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  StackResourceStore around(StackResourceStore store) {
    return new StackResourceStore() {
      @Override
      public Optional<StackResource> find(String id) {
        return store.find(id);
      }

      @Override
      public void save(StackResource resource) {
        pass("before mark");
        store.save(resource);
        pass("after mark");
      }
    };
  }

  SecretVault around(SecretVault vault) {
    return new SecretVault() {
      @Override
      public Optional<VaultSecret> find(String secretArn) {
        return vault.find(secretArn);
      }

      @Override
      public Optional<DeliveredKey> read(String secretArn, String versionId) {
        return vault.read(secretArn, versionId);
      }

      @Override
      public void put(String secretArn, String versionId, Label label, DeliveredKey key) {
        pass("before delivery");
        vault.put(secretArn, versionId, label, key);
        pass("after delivery");
      }

      @Override
      public void promote(VaultSecret secret, String versionId) {
        vault.promote(secret, versionId);
      }
    };
  }
}
