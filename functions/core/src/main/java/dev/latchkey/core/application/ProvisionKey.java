package dev.latchkey.core.application;

import dev.latchkey.core.domain.ApiKey;
import java.util.Optional;

/** Creates, edits and revokes a key that a stack declares. */
public final class ProvisionKey {
  private final Stores stores;
  private final StackResourceStore resources;
  private final KeyFactory keyFactory;
  private final SecretVault vault;
  private final StackKeys keys;

  /**
   * @param stores what exists in the domains that stacks may use
   * @param vault receives the keys
   */
  public ProvisionKey(
      Stores stores, StackResourceStore resources, KeyFactory keyFactory, SecretVault vault) {
    this.stores = stores;
    this.resources = resources;
    this.keyFactory = keyFactory;
    this.vault = vault;
    this.keys = new StackKeys(stores, resources, keyFactory, vault);
  }

  /**
   * Creates the key, or edits it if it exists, and returns its mark.
   *
   * @param wanted the key; its idempotency key follows from the request
   * @param errors form errors found so far
   * @param change the context of every change but edits
   * @throws RequestException as those of {@link CreateKey}, {@link EditKey} and {@link RotateKey}
   */
  public StackResource provide(
      StackRequest request, NewKey wanted, ValidationErrors errors, ChangeContext change) {
    Optional<StackResource> found = keys.owned(request);
    Optional<StackResource> done = keys.done(request, found);
    if (done.isPresent()) {
      return done.get();
    }
    errors.check();
    Optional<StackResource> mark = StackKeys.existing(request, found);
    Optional<ApiKey> key =
        mark.map(StackResource::keyId)
            .flatMap(request.isKnown() ? stores.keys()::find : keyId -> keys.live(keyId, change));
    return key.isPresent()
        ? converge(mark.orElseThrow(), key.get(), request, wanted, errors, change)
        : create(request.mark(wanted, found), request, wanted, errors, change);
  }

  private StackResource create(
      StackResource mark,
      StackRequest request,
      NewKey wanted,
      ValidationErrors errors,
      ChangeContext change) {
    resources.save(mark);
    CreateKey createKey = new CreateKey(stores.keys(), stores.dataApis(), keyFactory, vault);
    ApiKey key = keys.create(wanted, () -> createKey.create(wanted, errors, change), change);
    return keys.finish(mark, request, key);
  }

  private StackResource converge(
      StackResource mark,
      ApiKey key,
      StackRequest request,
      NewKey wanted,
      ValidationErrors errors,
      ChangeContext change) {
    keyFactory.check(wanted, "", change, errors);
    errors.check();
    keys.edit(key, wanted, request);
    return request.isKnown()
        ? mark
        : keys.finish(mark, request, keys.deliver(key.keyId(), wanted, change));
  }

  /** Returns whether there is something of a request's resource. */
  public boolean has(StackRequest request) {
    return keys.removable(request).isPresent();
  }

  /**
   * Revokes the key, if there is one.
   *
   * @throws RequestException {@code FORBIDDEN} if it is in a domain that is no longer the caller's
   */
  public void remove(StackRequest request, ChangeContext change) {
    keys.remove(request, change, mark -> keys.revoke(mark, change));
  }
}
