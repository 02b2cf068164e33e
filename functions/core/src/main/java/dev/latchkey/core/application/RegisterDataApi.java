package dev.latchkey.core.application;

import dev.latchkey.core.domain.Creation;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DomainScope;
import dev.latchkey.core.domain.IssuedKey;
import dev.latchkey.core.domain.StoredKey;
import java.util.List;
import java.util.Optional;

/** Registers a data API together with its first key. */
public final class RegisterDataApi {
  private final DataApiStore dataApis;
  private final KeyStore keys;
  private final KeyFactory keyFactory;
  private final DomainScope domains;
  private final DomainScope shared;
  private final KeyDelivery delivery;

  /** Registers data APIs whose first keys are delivered to no vault. */
  public RegisterDataApi(
      DataApiStore dataApis, KeyStore keys, KeyFactory keyFactory, DomainScope domains) {
    this(dataApis, keys, keyFactory, domains, new NoVault());
  }

  /**
   * @param domains the domains that the caller manages
   */
  public RegisterDataApi(
      DataApiStore dataApis,
      KeyStore keys,
      KeyFactory keyFactory,
      DomainScope domains,
      SecretVault vault) {
    this(dataApis, keys, keyFactory, domains, domains, vault);
  }

  /**
   * @param domains the domains that the caller manages
   * @param shared those of them with whose data APIs routes may overlap
   */
  RegisterDataApi(
      DataApiStore dataApis,
      KeyStore keys,
      KeyFactory keyFactory,
      DomainScope domains,
      DomainScope shared,
      SecretVault vault) {
    this.dataApis = dataApis;
    this.keys = keys;
    this.keyFactory = keyFactory;
    this.domains = domains;
    this.shared = shared;
    this.delivery = new KeyDelivery(vault);
  }

  /**
   * A data API and its first key.
   *
   * @param warnings one sentence for each other data API whose routes overlap
   */
  public record Registered(DataApi dataApi, IssuedKey firstKey, List<String> warnings) {
    Registered with(List<String> newWarnings) {
      return new Registered(dataApi, firstKey, newWarnings);
    }
  }

  /**
   * Registers a data API. Returns it with its first key and that key's text, or without the text if
   * the client made it, a vault received it or an earlier request with this idempotency key
   * registered it.
   *
   * @param errors form errors found so far
   * @throws RequestException {@code FORBIDDEN} for a domain that the caller does not manage, {@code
   *     INVALID_REQUEST} for these errors, a claim that the key lacks, fields of the key that are
   *     too long together, a validity out of range or a secret of the vault that does not take the
   *     key, {@code NOT_DELIVERED} if the vault may not have the key, which exists as the data API
   *     does, {@code ROUTE_TAKEN} for a route that overlaps one of another domain, {@code
   *     DATA_API_EXISTS} for an ID that is in use or was registered in another domain, {@code
   *     IDEMPOTENCY_KEY_REUSED} for a repeat with a different body, {@code IDEMPOTENCY_KEY_SPENT}
   *     for a repeat after the data API or its first key was deleted, {@code KEY_EXISTS} for an ID
   *     that the client chose for the key and that belongs to another one, or to a deleted one
   */
  public Registered register(NewDataApi wanted, ValidationErrors errors, ChangeContext change) {
    NewKey firstKey = wanted.firstKey();
    boolean isWellFormed = errors.isEmpty();
    if (isWellFormed && !domains.includes(wanted.domain())) {
      throw RequestException.of(RequestException.Reason.FORBIDDEN);
    }
    if (isWellFormed) {
      KeyFactory.requireClaims(firstKey, wanted.fields(), "/key", errors);
    }
    keyFactory.check(firstKey, "/key", change, errors);
    Optional<VaultSecret> target =
        isWellFormed
            ? delivery.check(firstKey.deliverTo(), firstKey.dataApiId(), "/key", errors)
            : Optional.empty();
    if (!errors.isEmpty()) {
      return (isWellFormed ? IdempotentReplay.find(firstKey, keys) : Optional.<StoredKey>empty())
          .map(key -> replay(key, dataApis.find(firstKey.dataApiId()), target))
          .orElseThrow(errors::toException);
    }
    DataApi dataApi =
        DataApi.registered(
            keyFactory.register(firstKey.dataApiId(), wanted.domain()),
            wanted.fields(),
            new Creation(change.at(), change.by()));
    List<OverlappingRoutes.Overlap> overlaps =
        new OverlappingRoutes(dataApis).of(firstKey.dataApiId(), dataApi.routes(), domains);
    List<String> warnings;
    try {
      warnings = OverlappingRoutes.warnings(overlaps, shared);
    } catch (RequestException taken) {
      return IdempotentReplay.find(firstKey, keys)
          .map(key -> replay(key, dataApis.find(firstKey.dataApiId()), target))
          .orElseThrow(() -> taken);
    }
    KeyFactory.Made created = keyFactory.create(firstKey, dataApi.ref(), change);
    WriteResult<?, DataApiStore.Conflict> result =
        dataApis.register(dataApi, created.stored(), change);
    if (result instanceof WriteResult.Refused<?, DataApiStore.Conflict> refused) {
      return refused
          .found()
          .flatMap(conflict -> replay(firstKey, conflict, target))
          .map(replayed -> replayed.with(warnings))
          .orElseThrow(() -> refusal(firstKey, refused.found()));
    }
    IssuedKey issued = new IssuedKey(created.stored().key(), created.text());
    return new Registered(dataApi, delivery.deliver(issued), warnings);
  }

  private Optional<Registered> replay(
      NewKey firstKey, DataApiStore.Conflict conflict, Optional<VaultSecret> target) {
    boolean isDerived = firstKey.idempotencyKey() != null && firstKey.clientMade() == null;
    if (isDerived && conflict.key() instanceof LookupResult.Deleted) {
      throw IdempotentReplay.taken(firstKey);
    }
    return conflict.key() instanceof LookupResult.Found found
        ? IdempotentReplay.of(firstKey, found.stored())
            .map(key -> replay(key, conflict.dataApi(), target))
        : Optional.empty();
  }

  /** Returns the refusal for an ID that is in use: the data API's, or else the key's. */
  private static RequestException refusal(
      NewKey firstKey, Optional<DataApiStore.Conflict> conflict) {
    boolean isKeyOnly =
        conflict
            .filter(found -> found.dataApi().isEmpty())
            .filter(found -> !(found.key() instanceof LookupResult.Unknown))
            .isPresent();
    return isKeyOnly && firstKey.clientMade() != null
        ? IdempotentReplay.taken(firstKey)
        : RequestException.of(RequestException.Reason.DATA_API_EXISTS);
  }

  /** Returns the result of an earlier registration, unless its data API was deleted since. */
  private Registered replay(
      StoredKey firstKey, Optional<DataApi> dataApi, Optional<VaultSecret> target) {
    return dataApi
        .filter(found -> found.ref().equals(firstKey.key().dataApi()))
        .map(found -> new Registered(found, delivery.replayed(firstKey, target), List.of()))
        .orElseThrow(() -> RequestException.of(RequestException.Reason.IDEMPOTENCY_KEY_SPENT));
  }
}
