package dev.latchkey.management.handlers;

import static java.util.Objects.requireNonNull;

import dev.latchkey.core.application.DeliveredKey;
import dev.latchkey.core.application.LookupResult;
import dev.latchkey.core.application.Page;
import dev.latchkey.core.domain.DomainScope;
import dev.latchkey.core.domain.KeyStatus;
import dev.latchkey.core.memory.InMemoryStackResourceStore;
import dev.latchkey.core.memory.InMemoryStores;
import dev.latchkey.core.telemetry.Telemetry;
import dev.latchkey.management.cloudformation.ResponseUrl;
import dev.latchkey.management.json.JsonDocument;
import dev.latchkey.management.json.MalformedJsonException;
import dev.latchkey.testing.TestContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * CloudFormation with many stacks: it creates, updates and deletes what they declare, rolls back
 * what fails, and gets responses late, twice or not at all.
 */
final class StackSimulation {
  private static final int REMEMBERED = 40;

  /** What may be a secret: its characters are not separated. */
  private static final Pattern LONG_WORD = Pattern.compile("[0-9A-Za-z]{43,}");

  private final Random random;
  private final InMemoryStores stores = new InMemoryStores();
  private final InMemoryStackResourceStore resources = new InMemoryStackResourceStore();
  private final StackVault vault = new StackVault();
  private final StackFaults faults;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final ProvisionHandler handler;
  private final Map<String, Stack> stacks = new LinkedHashMap<>();
  private final List<Map<String, Object>> sent = new ArrayList<>();
  private final StringBuilder responses = new StringBuilder();
  private final Map<String, Integer> outcomes = new TreeMap<>();
  private Instant now = Instant.parse("2026-11-21T09:00:00Z");
  private byte @Nullable [] response;
  private int requests;
  private int names;

  StackSimulation(long seed) {
    random = new Random(seed);
    faults = new StackFaults(random);
    ManagementDependencies all =
        new ManagementDependencies(
            ManagementFixture.SETTINGS,
            () -> now,
            random,
            new Telemetry(
                "test", () -> now, () -> new PrintStream(log, true, StandardCharsets.UTF_8)),
            faults.around(stores.all()),
            faults.around(vault));
    handler =
        new ProvisionHandler(
            ProvisionDependencies.of(
                all,
                DomainScope.of(List.of("sales", "logistics")),
                faults.around(resources),
                this::receive,
                List.of(Duration.ZERO)));
  }

  /** What a stack has of a resource. */
  private record Resource(
      String type, @Nullable String physicalId, Map<String, Object> properties, String keyId) {
    String secretArn() {
      return (String) requireNonNull(properties.get("SecretArn"));
    }

    String dataApiId() {
      return (String) requireNonNull(properties.get("DataApiId"));
    }
  }

  private static final class Stack {
    final String name;
    Map<String, Resource> resources = new LinkedHashMap<>();

    Stack(String name) {
      this.name = name;
    }
  }

  /** A response, or none in time. */
  private record Result(boolean isDone, @Nullable String physicalId, String keyId) {}

  private void receive(ResponseUrl url, byte[] bytes) throws IOException {
    if (random.nextInt(30) == 0) {
      count("response lost");
      throw new IOException("lost");
    }
    response = bytes;
    if (random.nextInt(40) == 0) {
      count("response received, but not confirmed");
      throw new IOException("not confirmed");
    }
  }

  /** Creates stacks and lets them live until they are deleted; a few are left. */
  void run(int count) {
    while (names < count) {
      now = now.plusSeconds(random.nextInt(60));
      int dice = random.nextInt(100);
      if (stacks.size() < 8 || dice < 25) {
        create();
      } else if (dice < 80) {
        update(any());
      } else {
        delete(any());
      }
      if (random.nextInt(3) == 0) {
        repeatLate();
      }
      if (random.nextInt(20) == 0) {
        check();
      }
    }
    check();
    requireNoSecretIn(resources.all().toString());
  }

  Map<String, Integer> outcomes() {
    Map<String, Integer> all = new TreeMap<>(outcomes);
    faults.counts().forEach((where, number) -> all.merge("ended " + where, number, Integer::sum));
    return all;
  }

  private Stack any() {
    List<Stack> all = List.copyOf(stacks.values());
    return all.get(random.nextInt(all.size()));
  }

  private void create() {
    Stack stack = new Stack("stack-" + names++);
    Map<String, Resource> wanted = template(stack);
    List<String> begun = new ArrayList<>();
    boolean isDone = apply(stack, Map.of(), wanted, begun, new LinkedHashMap<>());
    if (!isDone || random.nextInt(10) == 0) {
      count("creation rolled back");
      rollBack(stack, Map.of(), wanted, begun);
      return;
    }
    stacks.put(stack.name, stack);
    count("created");
  }

  private void update(Stack stack) {
    Map<String, Resource> before = new LinkedHashMap<>(stack.resources);
    Map<String, Resource> wanted = changed(stack);
    List<String> begun = new ArrayList<>();
    Map<String, Resource> replaced = new LinkedHashMap<>();
    boolean isDone = apply(stack, before, wanted, begun, replaced);
    if (!isDone || random.nextInt(8) == 0) {
      count("update rolled back");
      rollBack(stack, before, wanted, begun);
      return;
    }
    before.forEach(
        (logicalId, resource) -> {
          if (!wanted.containsKey(logicalId)) {
            replaced.put(logicalId, resource);
          }
        });
    cleanUp(stack, replaced);
    stack.resources.keySet().retainAll(wanted.keySet());
    count(replaced.isEmpty() ? "updated" : "updated with a replacement or removal");
  }

  private void delete(Stack stack) {
    cleanUp(stack, stack.resources);
    stacks.remove(stack.name);
    count("deleted");
  }

  /** Creates and updates resources in their order, until one fails. */
  private boolean apply(
      Stack stack,
      Map<String, Resource> before,
      Map<String, Resource> wanted,
      List<String> begun,
      Map<String, Resource> replaced) {
    for (Map.Entry<String, Resource> each : wanted.entrySet()) {
      Resource resource = each.getValue();
      Resource old = before.get(each.getKey());
      if (old != null && old.properties().equals(resource.properties())) {
        continue;
      }
      begun.add(each.getKey());
      vault.tag(resource.secretArn(), resource.dataApiId());
      Result result =
          old == null
              ? send("Create", stack, each.getKey(), resource, null, null)
              : send("Update", stack, each.getKey(), resource, old.physicalId(), old.properties());
      if (!result.isDone()) {
        stack.resources.put(
            each.getKey(),
            old == null
                ? new Resource(resource.type(), result.physicalId(), resource.properties(), "")
                : old);
        return false;
      }
      if (old != null && !Objects.equals(old.physicalId(), result.physicalId())) {
        replaced.put(each.getKey(), old);
      }
      stack.resources.put(
          each.getKey(),
          new Resource(
              resource.type(), result.physicalId(), resource.properties(), result.keyId()));
      if (random.nextInt(25) == 0) {
        count("another resource failed");
        return false;
      }
    }
    return true;
  }

  /** Restores what an update changed, and deletes what it created. */
  private void rollBack(
      Stack stack, Map<String, Resource> before, Map<String, Resource> wanted, List<String> begun) {
    Map<String, Resource> unwanted = new LinkedHashMap<>();
    for (String logicalId : begun) {
      Resource old = before.get(logicalId);
      Resource present = requireNonNull(stack.resources.get(logicalId));
      if (old == null) {
        unwanted.put(logicalId, present);
        continue;
      }
      vault.tag(old.secretArn(), old.dataApiId());
      Map<String, Object> failed = requireNonNull(wanted.get(logicalId)).properties();
      Result result = untilDone("Update", stack, logicalId, old, present.physicalId(), failed);
      if (!Objects.equals(present.physicalId(), result.physicalId())) {
        unwanted.put(
            logicalId, new Resource(old.type(), present.physicalId(), failed, present.keyId()));
      }
      stack.resources.put(
          logicalId,
          new Resource(old.type(), result.physicalId(), old.properties(), result.keyId()));
    }
    cleanUp(stack, unwanted);
    unwanted.keySet().stream()
        .filter(logicalId -> !before.containsKey(logicalId))
        .forEach(stack.resources::remove);
  }

  /** Deletes resources, those that depend on others first. */
  private void cleanUp(Stack stack, Map<String, Resource> unwanted) {
    List<String> reversed = new ArrayList<>(new TreeSet<>(unwanted.keySet()));
    Collections.sort(reversed, Collections.reverseOrder());
    for (String logicalId : reversed) {
      Resource resource = requireNonNull(unwanted.get(logicalId));
      untilDone(
          "Delete",
          stack,
          logicalId,
          resource,
          resource.physicalId() == null ? stack.name + "-" + logicalId : resource.physicalId(),
          null);
    }
  }

  private Result untilDone(
      String action,
      Stack stack,
      String logicalId,
      Resource resource,
      @Nullable String physicalId,
      @Nullable Map<String, Object> old) {
    for (int attempt = 0; attempt < 50; attempt++) {
      Result result = send(action, stack, logicalId, resource, physicalId, old);
      if (result.isDone()) {
        return result;
      }
      count(action + " asked again");
    }
    throw new AssertionError(action + " of " + stack.name + " is never done: " + responses);
  }

  /** Sends a request. Lambda repeats an invocation that fails, at most twice. */
  private Result send(
      String action,
      Stack stack,
      String logicalId,
      Resource resource,
      @Nullable String physicalId,
      @Nullable Map<String, Object> old) {
    Map<String, Object> event =
        StackEvents.event(
            action,
            stack.name,
            "request-" + requests++,
            resource.type(),
            logicalId,
            physicalId,
            resource.properties(),
            old);
    response = null;
    if (random.nextInt(40) == 0) {
      count("request lost");
      return new Result(false, physicalId, "");
    }
    boolean isCompleted = false;
    faults.on(true);
    for (int attempt = 0; attempt < 3; attempt++) {
      now = now.plusSeconds(random.nextInt(20));
      boolean isConfirmed = invoke(event);
      isCompleted |= isConfirmed;
      if (isConfirmed && random.nextInt(8) > 0) {
        break;
      }
    }
    faults.on(false);
    // Lambda drops an invocation that never ended before CloudFormation goes on.
    if (isCompleted) {
      sent.add(event);
    }
    if (sent.size() > REMEMBERED) {
      sent.remove(0);
    }
    return response == null ? timedOut(physicalId) : read(response);
  }

  private Result timedOut(@Nullable String physicalId) {
    count("timed out");
    return new Result(false, physicalId, "");
  }

  /** Returns whether an invocation succeeded. CloudFormation takes the first response. */
  private boolean invoke(Map<String, Object> event) {
    byte[] first = response;
    boolean isConfirmed;
    try {
      handler.handleRequest(event, new TestContext("provision"));
      isConfirmed = true;
    } catch (RuntimeException ended) {
      isConfirmed = false;
    }
    byte[] latest = response;
    if (first != null && latest != null && first != latest) {
      count("repeated");
      requireSame(
          new String(first, StandardCharsets.UTF_8), new String(latest, StandardCharsets.UTF_8));
      response = first;
    }
    return isConfirmed;
  }

  /** A request that was done is answered as before. One that was refused may succeed later. */
  private static void requireSame(String first, String repeat) {
    if (first.contains("\"SUCCESS\"") && !first.equals(repeat)) {
      throw new AssertionError(first + " was repeated as " + repeat);
    }
  }

  /** Repeats a request whose response CloudFormation no longer awaits. */
  private void repeatLate() {
    if (!sent.isEmpty()) {
      count("repeated late");
      invokeLate(sent.get(random.nextInt(sent.size())));
    }
  }

  private void invokeLate(Map<String, Object> event) {
    try {
      handler.handleRequest(event, new TestContext("provision"));
    } catch (RuntimeException lost) {
      count("late response lost");
    }
  }

  private Result read(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    responses.append(text).append('\n');
    if (bytes.length > 4_096) {
      throw new AssertionError("too long: " + text);
    }
    try {
      Map<?, ?> members = (Map<?, ?>) JsonDocument.read(text).root();
      boolean isDone = "SUCCESS".equals(members.get("Status"));
      String keyId =
          members.get("Data") instanceof Map<?, ?> data ? String.valueOf(data.get("KeyId")) : "";
      if (!isDone) {
        count("refused");
      }
      return new Result(isDone, String.valueOf(members.get("PhysicalResourceId")), keyId);
    } catch (MalformedJsonException e) {
      throw new AssertionError(text, e);
    }
  }

  private Map<String, Resource> template(Stack stack) {
    Map<String, Resource> template = new LinkedHashMap<>();
    String dataApiId = stack.name + "-a";
    template.put("Api", dataApi(stack, dataApiId, "Orders"));
    for (int i = random.nextInt(3); i > 0; i--) {
      template.put("Key" + i, key(stack, "Key" + i, dataApiId));
    }
    return template;
  }

  private Resource dataApi(Stack stack, String dataApiId, String dataset) {
    Map<String, Object> properties = new TreeMap<>();
    properties.put("DataApiId", dataApiId);
    properties.put("Domain", "sales");
    properties.put("Dataset", dataset);
    properties.put(
        "Routes",
        List.of(
            Map.of(
                "ApiId",
                random.nextInt(30) == 0 ? "shared" : dataApiId,
                "Path",
                "/" + random.nextInt(3))));
    properties.put("Quota", Map.of("Calls", "" + (1 + random.nextInt(9)), "Per", "day"));
    properties.put("SecretArn", "arn:secret:" + stack.name + ":Api");
    if (random.nextBoolean()) {
      properties.put("Key", Map.of("ValidityDays", "" + (30 + random.nextInt(3))));
    }
    return new Resource(StackEvents.DATA_API, null, withArn(properties), "");
  }

  private Resource key(Stack stack, String logicalId, String dataApiId) {
    Map<String, Object> properties = new TreeMap<>();
    properties.put("DataApiId", dataApiId);
    properties.put("Name", "key " + random.nextInt(3));
    properties.put(
        "SecretArn",
        "arn:secret:" + stack.name + ":" + logicalId + (random.nextInt(4) == 0 ? "-2" : ""));
    if (random.nextInt(20) == 0) {
      properties.put("ValidityDays", "0");
    }
    return new Resource(StackEvents.KEY, null, withArn(properties), "");
  }

  private static Map<String, Object> withArn(Map<String, Object> properties) {
    String name = ((String) requireNonNull(properties.get("SecretArn"))).replace(':', '-');
    properties.put("SecretArn", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:" + name);
    return properties;
  }

  /** Returns a template that differs from a stack's. */
  private Map<String, Resource> changed(Stack stack) {
    Resource api = requireNonNull(stack.resources.get("Api"));
    int dice = random.nextInt(10);
    String dataApiId =
        dice < 2 ? stack.name + (api.dataApiId().endsWith("-a") ? "-b" : "-a") : api.dataApiId();
    Map<String, Resource> template = new LinkedHashMap<>();
    template.put("Api", dataApi(stack, dataApiId, dice == 2 ? "Other" : "Orders"));
    for (int i = 2; i > 0; i--) {
      if (random.nextInt(3) > 0) {
        template.put("Key" + i, key(stack, "Key" + i, dataApiId));
      }
    }
    return template;
  }

  /** Compares what exists with what live stacks have. */
  private void check() {
    Set<String> active =
        stores
            .keys()
            .all()
            .filter(key -> key.status(now) == KeyStatus.ACTIVE)
            .map(key -> key.keyId().value())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> named = new TreeSet<>();
    Set<String> dataApiIds = new TreeSet<>();
    for (Stack stack : stacks.values()) {
      for (Resource resource : stack.resources.values()) {
        named.add(resource.keyId());
        if (resource.type().equals(StackEvents.DATA_API)) {
          dataApiIds.add(resource.dataApiId());
        }
        requireDelivered(stack, resource);
      }
    }
    require(active, named, "active keys");
    Set<String> registered = new TreeSet<>();
    stores
        .dataApis()
        .list(new Page.Request(1_000, null))
        .items()
        .forEach(dataApi -> registered.add(dataApi.dataApiId()));
    require(registered, dataApiIds, "data APIs");
    requireNoSecretIn(log.toString(StandardCharsets.UTF_8) + responses + sent);
    log.reset();
    responses.setLength(0);
  }

  private void requireNoSecretIn(String text) {
    LONG_WORD
        .matcher(text)
        .results()
        .filter(word -> vault.texts().stream().anyMatch(secret -> secret.contains(word.group())))
        .forEach(
            word -> {
              throw new AssertionError("A secret is shown.");
            });
  }

  private void requireDelivered(Stack stack, Resource resource) {
    Optional<DeliveredKey> delivered = vault.key(resource.secretArn());
    boolean works =
        delivered
            .filter(key -> key.text().keyId().value().equals(resource.keyId()))
            .map(key -> stores.keys().lookup(key.text().keyId()))
            .filter(
                found ->
                    found instanceof LookupResult.Found it
                        && it.stored().accepts(delivered.orElseThrow().text().hash(), now))
            .isPresent();
    if (!works) {
      throw new AssertionError(
          "The secret of %s in %s has %s, not the key %s"
              .formatted(
                  resource,
                  stack.name,
                  delivered.map(key -> key.text().keyId().value()),
                  resource.keyId()));
    }
  }

  private static void require(Set<String> actual, Set<String> expected, String what) {
    if (!actual.equals(expected)) {
      Set<String> more = new TreeSet<>(actual);
      more.removeAll(expected);
      Set<String> less = new TreeSet<>(expected);
      less.removeAll(actual);
      throw new AssertionError("%s: too many %s, missing %s".formatted(what, more, less));
    }
  }

  private void count(String outcome) {
    outcomes.merge(outcome, 1, Integer::sum);
  }
}
