package dev.latchkey.core.application;

import dev.latchkey.core.application.Explanation.Check;
import dev.latchkey.core.application.Explanation.Result;
import dev.latchkey.core.application.Verification.Refusal;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.ApiRequest;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DataApiFields;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.Quota;
import dev.latchkey.core.domain.Route;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The checks of a decision that follow that of the secret, with their results. Each is made by the
 * code that the authorizer uses.
 */
final class DecisionChecks {
  private static final String UNTOLD = "The audit log does not tell.";
  private static final String NO_KEY = "Not checked, since there is no such key.";
  private static final String NO_DATA_API = "Not checked, since there is no such data API.";

  private final List<Check> checks = new ArrayList<>();
  private final KnownState<ApiKey> key;
  private final KnownState<DataApi> dataApi;

  /**
   * @param dataApi the data API of the key
   */
  DecisionChecks(KnownState<ApiKey> key, KnownState<DataApi> dataApi) {
    this.key = key;
    this.dataApi = dataApi;
  }

  List<Check> checks() {
    return checks;
  }

  /** Adds the checks of the key's own state. */
  DecisionChecks state(Instant now) {
    state(
        Refusal.REVOKED,
        KnownState.REVOKED_AT,
        it -> it.revocation() != null,
        it -> "The key is not revoked.",
        it -> "The key was revoked at " + Objects.requireNonNull(it.revocation()).at() + ".");
    state(
        Refusal.EXPIRED,
        KnownState.EXPIRES_AT,
        it -> !now.isBefore(it.expiresAt()),
        it -> "The key expires at " + it.expiresAt() + ".",
        it -> "The key expired at " + it.expiresAt() + ".");
    state(
        Refusal.SUSPENDED,
        KnownState.SUSPENDED_AT,
        it -> it.suspension() != null,
        it -> "The key is not suspended.",
        it -> "The key is suspended since " + Objects.requireNonNull(it.suspension()).at() + ".");
    return this;
  }

  /** Adds the checks of the data API and of what it requires of the key. */
  DecisionChecks dataApi() {
    ApiKey known = key.value();
    if (known == null) {
      return add(Refusal.DATA_API_GONE, Result.NOT_JUDGED, NO_KEY)
          .add(Refusal.CLAIM_MISSING, Result.NOT_JUDGED, NO_KEY);
    }
    add(Refusal.DATA_API_GONE, registration(known), registrationDetail(known));
    if (registration(known) == Result.FAILED) {
      return add(Refusal.CLAIM_MISSING, Result.NOT_JUDGED, NO_DATA_API);
    }
    DataApi of = dataApi.value();
    if (of == null
        || !key.knows().test(KeyFields.CLAIMS.name())
        || !dataApi.knows().test(DataApiFields.REQUIRED_CLAIMS.name())) {
      return add(Refusal.CLAIM_MISSING, Result.UNKNOWN, UNTOLD);
    }
    return VerifyKey.hasClaims(known, of)
        ? add(Refusal.CLAIM_MISSING, Result.PASSED, "The key has all required claims.")
        : add(Refusal.CLAIM_MISSING, Result.FAILED, "The key lacks " + missing(known, of) + ".");
  }

  /**
   * Adds the checks of the request.
   *
   * @param request the request; its stage is empty if it is not known
   * @param sourceIp the client's address, if it is known
   */
  DecisionChecks request(ApiRequest request, @Nullable String sourceIp) {
    add(
        Denial.AMBIGUOUS_PATH,
        request.hasAmbiguousPath() ? Result.FAILED : Result.PASSED,
        request.hasAmbiguousPath() ? "The path is ambiguous." : "The path is not ambiguous.");
    ApiKey known = key.value();
    if (known == null || registration(known) == Result.FAILED) {
      add(Denial.ROUTE, Result.NOT_JUDGED, known == null ? NO_KEY : NO_DATA_API);
    } else {
      route(request);
    }
    restriction(
        Denial.METHOD,
        KeyFields.METHODS.name(),
        it -> Denial.isOtherMethod(it, request),
        "The key allows " + request.method() + ".",
        "The key does not allow " + request.method() + ".");
    if (sourceIp == null && known != null && known.fields().get(KeyFields.NETWORKS) != null) {
      return add(
          Denial.NETWORK,
          Result.UNKNOWN,
          "The key allows some networks only. Set source_ip to check this.");
    }
    String from = sourceIp == null ? "every address" : sourceIp;
    return restriction(
        Denial.NETWORK,
        KeyFields.NETWORKS.name(),
        it -> Denial.isElsewhere(it, sourceIp),
        "The key allows requests from " + from + ".",
        "The key does not allow requests from " + from + ".");
  }

  /**
   * Adds the check of the quota, which takes no request of it.
   *
   * @param taken supplies how many requests are taken; {@code null} if that is not judged
   */
  DecisionChecks quota(Instant now, @Nullable Taken taken) {
    ApiKey known = key.value();
    DataApi of = dataApi.value();
    if (taken == null) {
      return add(Denial.QUOTA, Result.NOT_JUDGED, "Not checked for the past.");
    }
    if (known == null || of == null) {
      return add(Denial.QUOTA, Result.NOT_JUDGED, known == null ? NO_KEY : NO_DATA_API);
    }
    Quota quota = Verification.Accepted.quota(known, of);
    if (quota == null) {
      return add(Denial.QUOTA, Result.PASSED, "The key has no quota.");
    }
    Quota.Window window = quota.window(now);
    long used = taken.of(known, window);
    String detail =
        "%,d of %,d requests of %s are taken.".formatted(used, quota.calls(), window.name());
    return add(Denial.QUOTA, used < quota.calls() ? Result.PASSED : Result.FAILED, detail);
  }

  /** Supplies how many requests of a quota are taken in a period. */
  @FunctionalInterface
  interface Taken {
    long of(ApiKey key, Quota.Window window);
  }

  private void route(ApiRequest request) {
    DataApi of = dataApi.value();
    if (of == null || !dataApi.knows().test(DataApiFields.ROUTES.name())) {
      add(Denial.ROUTE, Result.UNKNOWN, UNTOLD);
      return;
    }
    boolean isOfHost = request.apiId().isEmpty();
    if (isOfHost || !request.stage().isEmpty() || of.allows(request)) {
      boolean isAllowed = of.allows(request);
      add(
          Denial.ROUTE,
          isAllowed ? Result.PASSED : Result.FAILED,
          "%s route of the data API %s covers the request."
              .formatted(isAllowed ? "A" : "No", of.dataApiId()));
      return;
    }
    List<String> stages =
        of.routes().stream()
            .map(Route::stage)
            .filter(stage -> of.allows(onStage(request, stage)))
            .distinct()
            .toList();
    add(
        Denial.ROUTE,
        stages.isEmpty() ? Result.FAILED : Result.UNKNOWN,
        stages.isEmpty()
            ? "No route of the data API " + of.dataApiId() + " covers the request."
            : "A route covers the request on the stage "
                + String.join(", ", stages)
                + " only. Set stage to check this.");
  }

  private Result registration(ApiKey known) {
    if (Boolean.FALSE.equals(dataApi.exists())) {
      return Result.FAILED;
    }
    DataApi of = dataApi.value();
    if (of == null
        || dataApi.exists() == null
        || !key.knows().test(KnownState.REGISTRATION)
        || !dataApi.knows().test(KnownState.REGISTRATION)) {
      return Result.UNKNOWN;
    }
    return of.ref().registration().equals(known.dataApi().registration())
        ? Result.PASSED
        : Result.FAILED;
  }

  private String registrationDetail(ApiKey known) {
    return switch (registration(known)) {
      case PASSED -> "The data API " + known.dataApiId() + " is registered.";
      case FAILED ->
          "The data API "
              + known.dataApiId()
              + " was deleted. If it was registered again, its earlier keys stay invalid.";
      case UNKNOWN, NOT_JUDGED -> UNTOLD;
    };
  }

  private static String missing(ApiKey known, DataApi of) {
    Map<String, String> claims = known.fields().get(KeyFields.CLAIMS);
    return String.join(
        ", ",
        of.requiredClaims().stream()
            .filter(name -> claims == null || !claims.containsKey(name))
            .toList());
  }

  private void state(
      Refusal refusal,
      String field,
      Predicate<ApiKey> fails,
      Function<ApiKey, String> passed,
      Function<ApiKey, String> failed) {
    ApiKey known = key.value();
    if (known == null) {
      add(refusal, Result.NOT_JUDGED, NO_KEY);
    } else if (!key.knows().test(field)) {
      add(refusal, Result.UNKNOWN, UNTOLD);
    } else if (fails.test(known)) {
      add(refusal, Result.FAILED, failed.apply(known));
    } else {
      add(refusal, Result.PASSED, passed.apply(known));
    }
  }

  private DecisionChecks restriction(
      Denial denial, String field, Predicate<ApiKey> fails, String passed, String failed) {
    ApiKey known = key.value();
    if (known == null) {
      return add(denial, Result.NOT_JUDGED, NO_KEY);
    }
    if (!key.knows().test(field)) {
      return add(denial, Result.UNKNOWN, UNTOLD);
    }
    return fails.test(known)
        ? add(denial, Result.FAILED, failed)
        : add(denial, Result.PASSED, passed);
  }

  private static ApiRequest onStage(ApiRequest request, String stage) {
    return new ApiRequest(request.apiId(), stage, request.method(), request.path());
  }

  private DecisionChecks add(Refusal refusal, Result result, String detail) {
    checks.add(Check.of(refusal, result, detail));
    return this;
  }

  private DecisionChecks add(Denial denial, Result result, String detail) {
    checks.add(Check.of(denial, result, detail));
    return this;
  }
}
