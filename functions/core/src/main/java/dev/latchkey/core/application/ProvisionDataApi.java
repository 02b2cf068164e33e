package dev.latchkey.core.application;

import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DataApiFields;
import dev.latchkey.core.domain.DomainScope;
import dev.latchkey.core.domain.FieldEdits;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Registers, edits and deletes a data API that a stack declares, with its first key. */
public final class ProvisionDataApi {
  /**
   * The pauses between attempts to delete a data API. Its index can still show keys as active that
   * were just revoked.
   */
  public static final List<Duration> PAUSES =
      List.of(
          Duration.ofMillis(250),
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(4));

  private final Stores stores;
  private final StackResourceStore resources;
  private final KeyFactory keyFactory;
  private final SecretVault vault;
  private final StackKeys keys;
  private final List<Duration> pauses;

  /**
   * @param stores what exists in the domains that stacks may use
   * @param vault receives the first keys
   * @param pauses the pauses between attempts to delete a data API
   */
  public ProvisionDataApi(
      Stores stores,
      StackResourceStore resources,
      KeyFactory keyFactory,
      SecretVault vault,
      List<Duration> pauses) {
    this.stores = stores;
    this.resources = resources;
    this.keyFactory = keyFactory;
    this.vault = vault;
    this.keys = new StackKeys(stores, resources, keyFactory, vault);
    this.pauses = pauses;
  }

  /**
   * Registers the data API, or edits it if it exists, and returns its mark.
   *
   * @param wanted the data API; the idempotency key of its first key follows from the request
   * @param errors form errors found so far
   * @param change the context of every change but edits
   * @throws RequestException as those of {@link RegisterDataApi}, {@link EditDataApi}, {@link
   *     EditKey} and {@link RotateKey}; {@code ROUTE_TAKEN} for a route that overlaps one of any
   *     other data API
   */
  public StackResource provide(
      StackRequest request, NewDataApi wanted, ValidationErrors errors, ChangeContext change) {
    Optional<StackResource> found = keys.owned(request);
    Optional<StackResource> done = keys.done(request, found);
    if (done.isPresent()) {
      return done.get();
    }
    errors.check();
    requireOtherId(request, wanted);
    Optional<StackResource> mark = StackKeys.existing(request, found);
    Optional<DataApi> dataApi = mark.flatMap(this::dataApi);
    return dataApi.isPresent()
        ? converge(mark.orElseThrow(), dataApi.get(), request, wanted, errors, change)
        : register(request.mark(wanted.firstKey(), found), request, wanted, errors, change);
  }

  /**
   * A stack creates a replacement before it deletes what it replaces, so both would have the ID.
   */
  private void requireOtherId(StackRequest request, NewDataApi wanted) {
    String presentId = request.presentId();
    if (presentId != null
        && !presentId.equals(request.id())
        && resources
            .find(presentId)
            .filter(request::owns)
            .filter(StackResource::isPresent)
            .filter(mark -> mark.dataApiId().equals(wanted.firstKey().dataApiId()))
            .isPresent()) {
      throw RequestException.invalid(
          FieldError.pointer(
              "/data_api_id",
              "must change too, because the domain, the dataset and the secret of a data API"
                  + " cannot change"));
    }
  }

  /** Returns the data API of a mark, if it still has the registration of this resource. */
  private Optional<DataApi> dataApi(StackResource mark) {
    return stores.dataApis().find(mark.dataApiId()).filter(dataApi -> isOf(mark, dataApi));
  }

  private boolean isOf(StackResource mark, DataApi dataApi) {
    if (mark.registration() != null) {
      return mark.registration().equals(dataApi.ref());
    }
    return stores
        .keys()
        .find(mark.keyId())
        .filter(key -> key.dataApi().equals(dataApi.ref()))
        .isPresent();
  }

  private StackResource register(
      StackResource mark,
      StackRequest request,
      NewDataApi wanted,
      ValidationErrors errors,
      ChangeContext change) {
    resources.save(mark);
    RegisterDataApi registerDataApi =
        new RegisterDataApi(
            stores.dataApis(),
            stores.keys(),
            keyFactory,
            stores.domains(),
            DomainScope.NONE,
            vault);
    ApiKey key =
        keys.create(
            wanted.firstKey(),
            () -> registerDataApi.register(wanted, errors, change).firstKey(),
            change);
    return keys.finish(mark, request, key);
  }

  private StackResource converge(
      StackResource mark,
      DataApi dataApi,
      StackRequest request,
      NewDataApi wanted,
      ValidationErrors errors,
      ChangeContext change) {
    NewKey firstKey = wanted.firstKey();
    KeyFactory.requireClaims(firstKey, wanted.fields(), "/key", errors);
    keyFactory.check(firstKey, "/key", change, errors);
    errors.check();
    FieldEdits edits = FieldEdits.between(DataApiFields.ALL, dataApi.fields(), wanted.fields());
    new EditDataApi(stores.dataApis(), stores.keys(), stores.domains(), DomainScope.NONE)
        .edit(dataApi.dataApiId(), edits, request.edit());
    if (request.isKnown()) {
      stores.keys().find(mark.keyId()).ifPresent(key -> keys.edit(key, firstKey, request));
      return mark;
    }
    Optional<ApiKey> key = keys.live(mark.keyId(), change);
    if (key.isPresent()) {
      keys.edit(key.get(), firstKey, request);
      return keys.finish(mark, request, keys.deliver(mark.keyId(), firstKey, change));
    }
    StackResource renewed =
        mark.with(request.mark(firstKey, Optional.of(mark)).keyId(), dataApi.ref());
    resources.save(renewed);
    CreateKey createKey = new CreateKey(stores.keys(), stores.dataApis(), keyFactory, vault);
    return keys.finish(
        renewed,
        request,
        keys.create(firstKey, () -> createKey.create(firstKey, errors, change), change));
  }

  /** Returns whether there is something of a request's resource. */
  public boolean has(StackRequest request) {
    return keys.removable(request).isPresent();
  }

  /**
   * Revokes the first key and deletes the data API, if they exist.
   *
   * @throws RequestException {@code DATA_API_IN_USE} if another key is active or suspended, {@code
   *     FORBIDDEN} if the data API is in a domain that is no longer the caller's
   */
  public void remove(StackRequest request, ChangeContext change) {
    keys.remove(
        request,
        change,
        mark -> {
          Optional<DataApi> dataApi = dataApi(mark);
          keys.revoke(mark, change);
          dataApi.ifPresent(found -> delete(found.dataApiId(), change));
        });
  }

  private void delete(String dataApiId, ChangeContext change) {
    DeleteDataApi deleteDataApi = new DeleteDataApi(stores.dataApis(), stores.keys());
    for (Iterator<Duration> left = pauses.iterator(); ; ) {
      try {
        deleteDataApi.delete(dataApiId, change);
        return;
      } catch (RequestException e) {
        if (e.reason() == RequestException.Reason.NOT_FOUND) {
          return;
        }
        if (e.reason() != RequestException.Reason.DATA_API_IN_USE || !left.hasNext()) {
          throw e;
        }
        LockSupport.parkNanos(left.next().toNanos());
      }
    }
  }
}
