package dev.latchkey.core.application;

import dev.latchkey.core.domain.DomainScope;

/**
 * The stores of a deployment.
 *
 * @param domains the domains whose keys and data APIs exist for the caller
 */
public record Stores(KeyStore keys, DataApiStore dataApis, EventStore events, DomainScope domains) {
  /** The stores with what every domain has. */
  public Stores(KeyStore keys, DataApiStore dataApis, EventStore events) {
    this(keys, dataApis, events, DomainScope.ALL);
  }

  /**
   * The stores as an operator sees them. What belongs to another domain is missing: it is not
   * found, not listed and not changed, and the requests to the table are those for something that
   * does not exist.
   */
  public Stores within(DomainScope scope) {
    return new Stores(keys.within(scope), dataApis.within(scope), events.within(scope), scope);
  }
}
