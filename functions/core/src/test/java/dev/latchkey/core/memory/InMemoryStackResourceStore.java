package dev.latchkey.core.memory;

import dev.latchkey.core.application.StackResource;
import dev.latchkey.core.application.StackResourceStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Stores in memory what stacks declare. */
public final class InMemoryStackResourceStore implements StackResourceStore {
  private final Map<String, StackResource> resources = new ConcurrentHashMap<>();

  @Override
  public Optional<StackResource> find(String id) {
    return Optional.ofNullable(resources.get(id));
  }

  @Override
  public void save(StackResource resource) {
    resources.put(resource.id(), resource);
  }

  /** Returns all, also those that were removed. */
  public Collection<StackResource> all() {
    return List.copyOf(resources.values());
  }
}
