package dev.latchkey.core.application;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request of a stack about one of its resources.
 *
 * @param id the physical ID of the resource
 * @param stackId the ID of the stack
 * @param logicalId the name of the resource in the template
 * @param request the request's ID; a repeat has the same
 * @param presentId the physical ID under which the stack knows the resource; {@code null} if it
 *     knows none
 * @param isKnown whether the stack knows the resource under this ID: its key was delivered, and no
 *     other one was delivered since
 * @param isValidityNew whether the validity of the key changes
 * @param edit the context of edits. Its ID follows from the request, so that a repeat that comes
 *     late does not undo what later requests edited
 */
public record StackRequest(
    String id,
    String stackId,
    String logicalId,
    String request,
    @Nullable String presentId,
    boolean isKnown,
    boolean isValidityNew,
    ChangeContext edit) {

  /** Returns the same request about a resource whose secret may hold another key. */
  public StackRequest ofUnknown() {
    return new StackRequest(id, stackId, logicalId, request, presentId, false, isValidityNew, edit);
  }

  /** Returns whether the stack and the resource of this request are those of a mark. */
  boolean owns(StackResource resource) {
    return resource.stackId().equals(stackId) && resource.logicalId().equals(logicalId);
  }

  /**
   * Returns the mark of what this request begins to create.
   *
   * @param before the mark of what had this ID before
   */
  StackResource mark(NewKey wanted, Optional<StackResource> before) {
    return new StackResource(
        id,
        stackId,
        logicalId,
        StackResource.with(this, before.map(StackResource::requests).orElse(List.of())),
        Objects.requireNonNull(wanted.keyId(), "a request determines its key"),
        wanted.dataApiId(),
        null,
        null);
  }
}
