package dev.latchkey.core.application;

import dev.latchkey.core.domain.DomainScope;

/**
 * The stores of a deployment.
 *
 * @param usage when keys were used; it knows no domains, so ask for keys that exist only
 * @param domains the domains whose keys and data APIs exist for the caller
 */
public record Stores(
    KeyStore keys,
    DataApiStore dataApis,
    EventStore events,
    UsageStore usage,
    DomainScope domains) {
  /** The stores with what every domain has. */
  public Stores(KeyStore keys, DataApiStore dataApis, EventStore events, UsageStore usage) {
    this(keys, dataApis, events, usage, DomainScope.ALL);
  }

  /**
   * The stores as an operator sees them. What belongs to another domain is missing: it is not
   * found, not listed and not changed, and the requests to the table are those for something that
   * does not exist.
   */
  public Stores within(DomainScope scope) {
    return new Stores(
        keys.within(scope), dataApis.within(scope), events.within(scope), usage, scope);
  }
}
