package dev.latchkey.management.handlers;

import static java.util.Objects.requireNonNull;

import dev.latchkey.core.application.DeliveredKey;
import dev.latchkey.core.application.LookupResult;
import dev.latchkey.core.application.Page;
import dev.latchkey.core.domain.KeyStatus;
import dev.latchkey.core.memory.InMemoryStackResourceStore;
import dev.latchkey.core.memory.InMemoryStores;
import dev.latchkey.management.handlers.SimulatedStack.Resource;
import dev.latchkey.management.handlers.StackRequests.Operation;
import dev.latchkey.management.handlers.StackRequests.Result;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * CloudFormation with many stacks: it creates, updates and deletes what they declare, rolls back
 * what fails, and gets responses late, twice or not at all.
 */
final class StackSimulation {
  /** What may be a secret: its characters are not separated. */
  private static final Pattern LONG_WORD = Pattern.compile("[0-9A-Za-z]{43,}");

  private final Random random;
  private final InMemoryStores stores = new InMemoryStores();
  private final InMemoryStackResourceStore resources = new InMemoryStackResourceStore();
  private final StackVault vault = new StackVault();
  private final StackRequests requests;
  private final StackTemplates templates;
  private final Map<String, SimulatedStack> stacks = new LinkedHashMap<>();
  private int names;

  StackSimulation(long seed) {
    random = new Random(seed);
    requests = new StackRequests(random, stores, resources, vault);
    templates = new StackTemplates(random);
  }

  /** Creates stacks and lets them live until they are deleted; a few are left. */
  void run(int count) {
    while (names < count) {
      requests.pass(random.nextInt(60));
      int dice = random.nextInt(100);
      if (stacks.size() < 8 || dice < 25) {
        create();
      } else if (dice < 80) {
        update(any());
      } else {
        delete(any());
      }
      if (random.nextInt(3) == 0) {
        requests.repeatLate();
      }
      if (random.nextInt(20) == 0) {
        check();
      }
    }
    check();
    requireNoSecretIn(resources.all().toString());
  }

  Map<String, Integer> outcomes() {
    return requests.outcomes();
  }

  private SimulatedStack any() {
    List<SimulatedStack> all = List.copyOf(stacks.values());
    return all.get(random.nextInt(all.size()));
  }

  private void create() {
    SimulatedStack stack = new SimulatedStack("stack-" + names++);
    Map<String, Resource> wanted = templates.template(stack);
    List<String> begun = new ArrayList<>();
    boolean isDone = apply(stack, Map.of(), wanted, begun, new LinkedHashMap<>());
    if (!isDone || random.nextInt(10) == 0) {
      requests.count("creation rolled back");
      rollBack(stack, Map.of(), wanted, begun);
      return;
    }
    stacks.put(stack.name, stack);
    requests.count("created");
  }

  private void update(SimulatedStack stack) {
    Map<String, Resource> before = new LinkedHashMap<>(stack.resources);
    Map<String, Resource> wanted = templates.changed(stack);
    List<String> begun = new ArrayList<>();
    Map<String, Resource> replaced = new LinkedHashMap<>();
    boolean isDone = apply(stack, before, wanted, begun, replaced);
    if (!isDone || random.nextInt(8) == 0) {
      requests.count("update rolled back");
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
    requests.count(replaced.isEmpty() ? "updated" : "updated with a replacement or removal");
  }

  private void delete(SimulatedStack stack) {
    cleanUp(stack, stack.resources);
    stacks.remove(stack.name);
    requests.count("deleted");
  }

  /** Creates and updates resources in their order, until one fails. */
  private boolean apply(
      SimulatedStack stack,
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
              ? requests.send(new Operation("Create", stack, each.getKey(), resource, null, null))
              : requests.send(
                  new Operation(
                      "Update",
                      stack,
                      each.getKey(),
                      resource,
                      old.physicalId(),
                      old.properties()));
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
        requests.count("another resource failed");
        return false;
      }
    }
    return true;
  }

  /** Restores what an update changed, and deletes what it created. */
  private void rollBack(
      SimulatedStack stack,
      Map<String, Resource> before,
      Map<String, Resource> wanted,
      List<String> begun) {
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
      Result result =
          requests.untilDone(
              new Operation("Update", stack, logicalId, old, present.physicalId(), failed));
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
  private void cleanUp(SimulatedStack stack, Map<String, Resource> unwanted) {
    List<String> reversed = new ArrayList<>(new TreeSet<>(unwanted.keySet()));
    Collections.sort(reversed, Collections.reverseOrder());
    for (String logicalId : reversed) {
      Resource resource = requireNonNull(unwanted.get(logicalId));
      requests.untilDone(
          new Operation(
              "Delete",
              stack,
              logicalId,
              resource,
              resource.physicalId() == null ? stack.name + "-" + logicalId : resource.physicalId(),
              null));
    }
  }

  /** Compares what exists with what live stacks have. */
  private void check() {
    Set<String> active =
        stores
            .keys()
            .all()
            .filter(key -> key.status(requests.now()) == KeyStatus.ACTIVE)
            .map(key -> key.keyId().value())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> named = new TreeSet<>();
    Set<String> dataApiIds = new TreeSet<>();
    for (SimulatedStack stack : stacks.values()) {
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
    requireNoSecretIn(requests.takeTexts());
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

  private void requireDelivered(SimulatedStack stack, Resource resource) {
    Optional<DeliveredKey> delivered = vault.key(resource.secretArn());
    boolean works =
        delivered
            .filter(key -> key.text().keyId().value().equals(resource.keyId()))
            .map(key -> stores.keys().lookup(key.text().keyId()))
            .filter(
                found ->
                    found instanceof LookupResult.Found it
                        && it.stored()
                            .accepts(delivered.orElseThrow().text().hash(), requests.now()))
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
}
