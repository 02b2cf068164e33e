package dev.latchkey.core.application;

import dev.latchkey.core.domain.DataApiRef;
import dev.latchkey.core.domain.KeyId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The owner mark of what a stack declares: a data API or a key of this stack's resource. It is
 * stored before anything is created, so that it names what an invocation leaves behind that ends in
 * the middle.
 *
 * @param id the resource's physical ID
 * @param stackId the ID of the stack
 * @param logicalId the name of the resource in the template
 * @param requests the last requests that created, delivered or removed the key, latest first. A
 *     repeat of one has nothing to do
 * @param keyId the key; for a data API its first one
 * @param dataApiId the data API
 * @param registration the registration of the data API; {@code null} until the creation is done
 * @param removedAt when the resource was removed; {@code null} if it was not
 */
public record StackResource(
    String id,
    String stackId,
    String logicalId,
    List<String> requests,
    KeyId keyId,
    String dataApiId,
    @Nullable DataApiRef registration,
    @Nullable Instant removedAt) {
  private static final int MAX_REQUESTS = 8;
  private static final KeyId NO_KEY = new KeyId("0".repeat(16));
  private static final String NO_DATA_API = "none";

  public StackResource {
    requests = List.copyOf(requests);
  }

  /** Returns a mark of a resource that was never created. */
  static StackResource ofNothing(StackRequest request) {
    return new StackResource(
        request.id(),
        request.stackId(),
        request.logicalId(),
        List.of(),
        NO_KEY,
        NO_DATA_API,
        null,
        null);
  }

  /** Returns whether it was not removed. */
  boolean isPresent() {
    return removedAt == null;
  }

  /** Returns whether a request was done completely. */
  boolean isDoneBy(StackRequest request) {
    return (registration != null || removedAt != null) && requests.contains(request.request());
  }

  /** Returns whether a request began to create this, and was not done. */
  boolean isBegunBy(StackRequest request) {
    return registration == null && requests.get(0).equals(request.request());
  }

  /** Returns the mark after a request created or delivered the key. */
  StackResource done(StackRequest by, DataApiRef of) {
    return new StackResource(
        id, stackId, logicalId, with(by, requests), keyId, dataApiId, of, removedAt);
  }

  /** Returns the mark after a request removed the resource. */
  StackResource removed(StackRequest by, Instant at) {
    return new StackResource(
        id, stackId, logicalId, with(by, requests), keyId, dataApiId, registration, at);
  }

  /** Returns the mark of the same data API with another first key. */
  StackResource with(KeyId otherKey, DataApiRef of) {
    return new StackResource(id, stackId, logicalId, requests, otherKey, dataApiId, of, removedAt);
  }

  /** Returns the last requests with one more. */
  static List<String> with(StackRequest request, List<String> requests) {
    return Stream.concat(Stream.of(request.request()), requests.stream())
        .distinct()
        .limit(MAX_REQUESTS)
        .toList();
  }
}
