package dev.latchkey.local.gateway;

import java.util.concurrent.CompletableFuture;

/** An API as the server sees it. */
interface ApiHandler {
  /** Answers a request; never completes exceptionally. */
  CompletableFuture<ClientResponse> handle(ClientRequest request);

  /**
   * The route that a request takes, for the log: its path as it was called may hold somebody's key.
   * {@code -} if it takes none, as in an access log.
   */
  String route(ClientRequest request);

  /** Answers what cannot be read as a request, or is too large. */
  ClientResponse refuse(ClientRequest request, ResponseType type);
}
