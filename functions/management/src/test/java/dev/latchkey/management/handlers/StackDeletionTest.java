package dev.latchkey.management.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.KeyStore;
import dev.latchkey.core.application.Stores;
import dev.latchkey.core.domain.DomainScope;
import dev.latchkey.core.domain.KeyStatus;
import dev.latchkey.core.memory.InMemoryStackResourceStore;
import dev.latchkey.testing.TestContext;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deletes the data API of a stack while an index still shows its revoked key as active. */
class StackDeletionTest {
  private static final String SECRET =
      "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf";
  private static final Map<String, Object> PROPERTIES =
      Map.of(
          "DataApiId", "orders",
          "Domain", "sales",
          "Dataset", "Orders",
          "Routes", List.of(Map.of("ApiId", "abc")),
          "SecretArn", SECRET);
  private static final List<Duration> PAUSES =
      List.of(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(1));

  private final ManagementFixture api = new ManagementFixture();
  private final StackVault vault = new StackVault();
  private final List<String> responses = new ArrayList<>();
  private final ProvisionHandler handler = handler();

  /** How many more queries of the index show the key as active. */
  private int late;

  private ProvisionHandler handler() {
    ManagementDependencies all = api.dependencies();
    Stores stores =
        new Stores(
            late(all.stores().keys()),
            all.stores().dataApis(),
            all.stores().events(),
            all.stores().usage());
    return new ProvisionHandler(
        ProvisionDependencies.of(
            new ManagementDependencies(
                all.settings(), all.clock(), all.random(), all.telemetry(), stores, vault),
            DomainScope.of(List.of("sales")),
            new InMemoryStackResourceStore(),
            (url, response) -> responses.add(new String(response, StandardCharsets.UTF_8)),
            PAUSES));
  }

  private KeyStore late(KeyStore keys) {
    return (KeyStore)
        Proxy.newProxyInstance(
            KeyStore.class.getClassLoader(),
            new Class<?>[] {KeyStore.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("anyLive") && late > 0) {
                late--;
                return true;
              }
              try {
                Object result = method.invoke(keys, arguments);
                return result instanceof KeyStore within ? late(within) : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private String send(String action) {
    handler.handleRequest(
        StackEvents.event(
            action,
            "orders-stack",
            "request-" + responses.size(),
            StackEvents.DATA_API,
            "DataApi",
            action.equals("Create") ? null : physicalId(),
            PROPERTIES,
            null),
        new TestContext("provision"));
    return responses.get(responses.size() - 1);
  }

  private String physicalId() {
    Matcher id = Pattern.compile("latchkey-[0-9a-f]{32}").matcher(responses.get(0));
    assertThat(id.find()).as(responses.get(0)).isTrue();
    return id.group();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void waitsForTheIndex(int queries) {
    vault.tag(SECRET, "orders");
    assertThat(send("Create")).contains("\"SUCCESS\"");
    late = queries;
    assertThat(send("Delete")).contains("\"SUCCESS\"");
    assertThat(late).isZero();
    assertThat(api.stores.dataApis().find("orders")).isEmpty();
  }

  @Test
  void failsIfTheIndexIsTooLateAndSucceedsLater() {
    vault.tag(SECRET, "orders");
    send("Create");
    late = PAUSES.size() + 1;
    assertThat(send("Delete")).contains("\"FAILED\"", "The data API has an active");
    assertThat(late).isZero();
    assertThat(api.stores.dataApis().find("orders")).isPresent();
    assertThat(api.stores.keys().all().map(key -> key.status(api.now())))
        .containsExactly(KeyStatus.REVOKED);
    assertThat(send("Delete")).contains("\"SUCCESS\"");
    assertThat(api.stores.dataApis().find("orders")).isEmpty();
  }
}
