package dev.latchkey.core.application;

import dev.latchkey.core.application.Verification.Refusal;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.Quota;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows a key to the holder of its secret. */
public final class ShowHeldKey {
  private final StoreReader reader;
  private final UsageStore usage;

  public ShowHeldKey(Stores stores) {
    this.reader = new StoreReader(stores.keys(), stores.dataApis());
    this.usage = stores.usage();
  }

  /**
   * Returns the key, in any state. It takes no request of its quota.
   *
   * @param sourceIp the holder's address, if it is known
   */
  public HeldKey show(ProveKey.Proof proof, @Nullable String sourceIp, Instant now) {
    ApiKey key = proof.key();
    Optional<DataApi> dataApi = reader.dataApi(key.dataApi());
    boolean isElsewhere = Denial.isElsewhere(key, sourceIp);
    Quota quota = isElsewhere ? null : quota(key, dataApi);
    Long remaining = quota == null ? null : remaining(key, quota, now);
    return new HeldKey(
        key,
        proof.secret(),
        deniedBecause(key, dataApi, isElsewhere, remaining, now),
        isElsewhere,
        quota,
        remaining);
  }

  private static @Nullable Quota quota(ApiKey key, Optional<DataApi> dataApi) {
    return dataApi.isPresent()
        ? Verification.Accepted.quota(key, dataApi.get())
        : key.fields().get(KeyFields.QUOTA);
  }

  private long remaining(ApiKey key, Quota quota, Instant now) {
    return Math.max(0, quota.calls() - usage.taken(key.keyId(), quota.window(now)));
  }

  private static @Nullable String deniedBecause(
      ApiKey key,
      Optional<DataApi> dataApi,
      boolean isElsewhere,
      @Nullable Long remaining,
      Instant now) {
    Refusal state = VerifyKey.reasonToRefuse(key.status(now));
    if (state != null) {
      return state.word();
    }
    if (dataApi.isEmpty()) {
      return Refusal.DATA_API_GONE.word();
    }
    if (!VerifyKey.hasClaims(key, dataApi.get())) {
      return Refusal.CLAIM_MISSING.word();
    }
    if (isElsewhere) {
      return Denial.NETWORK.word();
    }
    return remaining != null && remaining == 0 ? Denial.QUOTA.word() : null;
  }
}
