package dev.latchkey.core.application;

import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.DomainScope;
import dev.latchkey.core.domain.FieldEdits;
import dev.latchkey.core.domain.IssuedKey;
import dev.latchkey.core.domain.KeyEdit;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.KeyStatus;
import dev.latchkey.core.domain.OnPending;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The keys of stacks: what {@link ProvisionKey} and {@link ProvisionDataApi} share. */
final class StackKeys {
  private static final String REMOVED = "Its stack no longer declares it.";

  /**
   * How long a secret keeps working after a delivery replaced it. Apps that read it before have
   * this time to read the new one.
   */
  private static final int GRACE_HOURS = 1;

  private final Stores stores;
  private final StackResourceStore resources;
  private final KeyFactory keyFactory;
  private final SecretVault vault;

  StackKeys(Stores stores, StackResourceStore resources, KeyFactory keyFactory, SecretVault vault) {
    this.stores = stores;
    this.resources = resources;
    this.keyFactory = keyFactory;
    this.vault = vault;
  }

  /** Returns a key if it is active or suspended. */
  Optional<ApiKey> live(KeyId keyId, ChangeContext change) {
    return stores.keys().find(keyId).filter(key -> isLive(key, change));
  }

  private static boolean isLive(ApiKey key, ChangeContext change) {
    KeyStatus status = key.status(change.at());
    return status == KeyStatus.ACTIVE || status == KeyStatus.SUSPENDED;
  }

  /**
   * Creates a key that a mark names, or finds the one that an earlier attempt created.
   *
   * @param creation creates or finds it
   */
  ApiKey create(NewKey wanted, Supplier<IssuedKey> creation, ChangeContext change) {
    try {
      IssuedKey issued = creation.get();
      ApiKey key = issued.key();
      if (!isLive(key, change)) {
        throw RequestException.of(
            key.revocation() == null
                ? RequestException.Reason.KEY_EXPIRED
                : RequestException.Reason.KEY_REVOKED);
      }
      if (!issued.isReplay() || key.rotatedAt() == null) {
        return key;
      }
    } catch (RequestException e) {
      if (e.reason() != RequestException.Reason.NOT_DELIVERED) {
        throw e;
      }
    }
    return deliver(Objects.requireNonNull(wanted.keyId()), wanted, change);
  }

  /** Notes in a mark that a request is done, and returns it. */
  StackResource finish(StackResource mark, StackRequest request, ApiKey key) {
    StackResource done = mark.done(request, key.dataApi());
    resources.save(done);
    return done;
  }

  /** Gives a key a new secret and delivers it. */
  ApiKey deliver(KeyId keyId, NewKey wanted, ChangeContext change) {
    return new RotateKey(stores.keys(), keyFactory, vault)
        .rotate(
            new RotateKey.Command(
                keyId, GRACE_HOURS, OnPending.END_PREVIOUS, null, wanted.deliverTo()),
            new ValidationErrors(),
            change)
        .key();
  }

  /** Gives a key the fields that are wanted, and the validity if that is new. */
  void edit(ApiKey key, NewKey wanted, StackRequest request) {
    ChangeContext edit = request.edit();
    FieldEdits edits = FieldEdits.between(KeyFields.ALL, key.fields(), wanted.fields());
    Instant end =
        request.isValidityNew()
            ? keyFactory.limits().expiration(wanted.validity(), edit.at())
            : null;
    KeyEdit keyEdit = new KeyEdit(edits, end);
    if (!keyEdit.isEmpty()) {
      new EditKey(stores.keys(), keyFactory.limits(), keyFactory.budget())
          .edit(key.keyId(), keyEdit, new ValidationErrors(), edit);
    }
  }

  /** Returns the mark of a request's resource, if it is of the request's stack. */
  Optional<StackResource> owned(StackRequest request) {
    return resources.find(request.id()).filter(request::owns);
  }

  /**
   * Returns the mark if the request was done before, so that nothing is left to do.
   *
   * @throws RequestException {@code IDEMPOTENCY_KEY_SPENT} if the resource was removed since,
   *     {@code NOT_FOUND} if the request changes a resource that does not exist
   */
  Optional<StackResource> done(StackRequest request, Optional<StackResource> mark) {
    Optional<StackResource> done = mark.filter(it -> it.isDoneBy(request));
    if (done.filter(it -> !it.isPresent()).isPresent()) {
      throw RequestException.of(RequestException.Reason.IDEMPOTENCY_KEY_SPENT);
    }
    String presentId = request.presentId();
    if (done.isEmpty()
        && presentId != null
        && resources
            .find(presentId)
            .filter(request::owns)
            .filter(StackResource::isPresent)
            .isEmpty()) {
      throw RequestException.of(RequestException.Reason.NOT_FOUND);
    }
    return done;
  }

  /** Returns the mark of what exists, unless the request itself began to create it. */
  static Optional<StackResource> existing(StackRequest request, Optional<StackResource> mark) {
    return mark.filter(StackResource::isPresent).filter(it -> !it.isBegunBy(request));
  }

  /** Returns the mark of what a deletion removes; empty if there is nothing or it was done. */
  Optional<StackResource> removable(StackRequest request) {
    return owned(request).filter(StackResource::isPresent).filter(mark -> !mark.isDoneBy(request));
  }

  /**
   * Removes what a request names with an action, and remembers the request, so that a late repeat
   * does not remove what was created meanwhile.
   */
  void remove(StackRequest request, ChangeContext change, Consumer<StackResource> action) {
    Optional<StackResource> found = resources.find(request.id());
    if (found.filter(mark -> !request.owns(mark) || mark.isDoneBy(request)).isPresent()) {
      return;
    }
    found.filter(StackResource::isPresent).ifPresent(action);
    resources.save(
        found.orElseGet(() -> StackResource.ofNothing(request)).removed(request, change.at()));
  }

  /**
   * Revokes the key of a mark, if it exists.
   *
   * @throws RequestException {@code FORBIDDEN} if it is in a domain that is no longer the caller's,
   *     so that it cannot be revoked
   */
  void revoke(StackResource mark, ChangeContext change) {
    DomainScope domains = stores.domains();
    if (mark.registration() != null && !domains.includes(mark.registration().domain())) {
      throw RequestException.of(RequestException.Reason.FORBIDDEN);
    }
    try {
      new RevokeKey(stores.keys()).revoke(mark.keyId(), REMOVED, change);
    } catch (RequestException e) {
      if (e.reason() != RequestException.Reason.NOT_FOUND) {
        throw e;
      }
    }
  }
}
