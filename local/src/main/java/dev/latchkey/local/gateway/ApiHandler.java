package dev.latchkey.local.gateway;

import java.util.concurrent.CompletableFuture;

/** An API as the server sees it. */
interface ApiHandler {
  /** Answers a request; never completes exceptionally. */
  CompletableFuture<Response> handle(Request request);

  /** Answers what cannot be read as a request, or is too large. */
  Response refuse(Request request, ResponseType type);
}
