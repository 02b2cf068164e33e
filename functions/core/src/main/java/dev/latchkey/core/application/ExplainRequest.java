package dev.latchkey.core.application;

import dev.latchkey.core.application.Explanation.Check;
import dev.latchkey.core.application.Explanation.Result;
import dev.latchkey.core.application.Verification.Refusal;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.ApiRequest;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.EventTarget;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.KeyText;
import dev.latchkey.core.domain.SecretHash;
import dev.latchkey.core.domain.SecretVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Explains what the authorizer decides about a request: now, or at an earlier time as far as the
 * audit log tells. It makes the same checks in the same order, and takes no request of a quota.
 */
public final class ExplainRequest {
  private static final String NOT_ASKED = "Not checked, since the request names the key by its ID.";

  private final Stores stores;
  private final List<String> prefixes;

  /**
   * @param stores what exists for the operator
   * @param prefixes the accepted key prefixes
   */
  public ExplainRequest(Stores stores, List<String> prefixes) {
    this.stores = stores;
    this.prefixes = List.copyOf(prefixes);
  }

  /**
   * A request to explain. It carries either a key's text or a key's ID.
   *
   * @param apiKey the key as the app sends it
   * @param request the request; its stage is empty if it is not known
   * @param sourceIp the client's address, if it is known
   * @param at the second at whose end the request is judged, in whole seconds; {@code null} for now
   */
  public record Question(
      @Nullable String apiKey,
      @Nullable KeyId keyId,
      ApiRequest request,
      @Nullable String sourceIp,
      @Nullable Instant at) {}

  /**
   * Explains a request.
   *
   * @throws RequestException {@code NOT_FOUND} if it names a key by an ID that does not exist
   */
  public Explanation explain(Question question, Instant now) {
    List<Check> checks = new ArrayList<>();
    KnownState<ApiKey> none = KnownState.now(null);
    Optional<KeyText> text = text(question);
    KeyId keyId = text.map(KeyText::keyId).orElse(question.keyId());
    if (question.apiKey() == null) {
      checks.add(Check.of(Refusal.MALFORMED, Result.NOT_JUDGED, NOT_ASKED));
    } else {
      boolean isGood = text.isPresent();
      checks.add(
          Check.of(
              Refusal.MALFORMED,
              isGood ? Result.PASSED : Result.FAILED,
              isGood
                  ? "The key has the right form and checksum."
                  : "The key's form, prefix or checksum is wrong. It may be mistyped or cut."));
    }
    if (keyId == null) {
      for (Refusal refusal : List.of(Refusal.UNKNOWN, Refusal.DELETED, Refusal.WRONG_SECRET)) {
        checks.add(
            Check.of(refusal, Result.NOT_JUDGED, "Not checked, since the key is malformed."));
      }
      return explain(checks, none, KnownState.now(null), question, now);
    }
    LookupResult lookup = stores.keys().lookup(keyId);
    Instant at = question.at();
    ApiKey present = lookup instanceof LookupResult.Found found ? found.stored().key() : null;
    PastFields past = at == null ? null : past(keyId, present, at, now);
    KnownState<ApiKey> key =
        past == null ? KnownState.now(present) : KnownState.key(keyId, past, registration(lookup));
    boolean isDeleted =
        lookup instanceof LookupResult.Deleted && (past == null || !past.isBeforeCreation());
    boolean isKnown = isKnown(keyId, lookup, question);
    if (!isKnown && question.apiKey() == null) {
      throw RequestException.of(RequestException.Reason.NOT_FOUND);
    }
    checks.addAll(existence(isKnown, isDeleted, isKnown ? key.exists() : Boolean.FALSE));
    checks.add(secret(question, text, lookup, now));
    return explain(checks, key, dataApi(key, at, now), question, now);
  }

  private Explanation explain(
      List<Check> first,
      KnownState<ApiKey> key,
      KnownState<DataApi> dataApi,
      Question question,
      Instant now) {
    Instant at = question.at() == null ? now : question.at();
    List<Check> checks = new ArrayList<>(first);
    checks.addAll(
        new DecisionChecks(key, dataApi)
            .state(at)
            .dataApi()
            .request(question.request(), question.sourceIp())
            .quota(
                at,
                question.at() == null
                    ? (of, window) -> stores.usage().taken(of.keyId(), window)
                    : null)
            .checks());
    return Explanation.of(checks);
  }

  private Optional<KeyText> text(Question question) {
    return question.apiKey() == null
        ? Optional.empty()
        : KeyText.parse(question.apiKey(), prefixes);
  }

  /** Returns whether a key exists, or existed, for the operator. */
  private boolean isKnown(KeyId keyId, LookupResult lookup, Question question) {
    return !(lookup instanceof LookupResult.Unknown)
        || (question.at() != null && new PastStates(stores.events()).has(EventTarget.of(keyId)));
  }

  private PastFields past(KeyId keyId, @Nullable ApiKey present, Instant at, Instant now) {
    return new PastStates(stores.events())
        .at(
            EventTarget.of(keyId),
            present == null ? null : KnownState.fields(present),
            present == null ? null : present.version().changedAt(),
            at,
            now);
  }

  private static @Nullable String registration(LookupResult lookup) {
    if (lookup instanceof LookupResult.Found found) {
      return found.stored().key().dataApi().registration();
    }
    return lookup instanceof LookupResult.Deleted deleted ? deleted.registration() : null;
  }

  private KnownState<DataApi> dataApi(KnownState<ApiKey> key, @Nullable Instant at, Instant now) {
    ApiKey known = key.value();
    if (known == null || !key.knows().test(KnownState.DATA_API_ID)) {
      return new KnownState<>(null, null, field -> false);
    }
    Optional<DataApi> present = stores.dataApis().find(known.dataApiId());
    if (at == null) {
      return KnownState.now(present.orElse(null));
    }
    PastFields past =
        new PastStates(stores.events())
            .at(
                EventTarget.ofDataApi(known.dataApiId()),
                present.map(KnownState::fields).orElse(null),
                present.map(it -> it.version().changedAt()).orElse(null),
                at,
                now);
    return KnownState.dataApi(known.dataApiId(), past);
  }

  /**
   * Returns the checks whether the key exists.
   *
   * @param exists whether it existed at that time; {@code null} if the audit log does not tell
   */
  private static List<Check> existence(
      boolean isKnown, boolean isDeleted, @Nullable Boolean exists) {
    if (isKnown && exists == null) {
      String detail = "The audit log does not tell.";
      return List.of(
          Check.of(Refusal.UNKNOWN, Result.UNKNOWN, detail),
          Check.of(Refusal.DELETED, Result.UNKNOWN, detail));
    }
    if (isDeleted && Boolean.FALSE.equals(exists)) {
      return List.of(
          Check.of(Refusal.UNKNOWN, Result.PASSED, "A key has this ID."),
          Check.of(Refusal.DELETED, Result.FAILED, "The key was deleted."));
    }
    return Boolean.TRUE.equals(exists)
        ? List.of(
            Check.of(Refusal.UNKNOWN, Result.PASSED, "A key has this ID."),
            Check.of(Refusal.DELETED, Result.PASSED, "The key is not deleted."))
        : List.of(
            Check.of(Refusal.UNKNOWN, Result.FAILED, "No key of your domains has this ID."),
            Check.of(
                Refusal.DELETED, Result.NOT_JUDGED, "Not checked, since there is no such key."));
  }

  private static Check secret(
      Question question, Optional<KeyText> text, LookupResult lookup, Instant now) {
    if (text.isEmpty()) {
      return Check.of(Refusal.WRONG_SECRET, Result.NOT_JUDGED, NOT_ASKED);
    }
    if (question.at() != null) {
      return Check.of(Refusal.WRONG_SECRET, Result.NOT_JUDGED, "Not checked for the past.");
    }
    if (!(lookup instanceof LookupResult.Found)) {
      return Check.of(
          Refusal.WRONG_SECRET, Result.NOT_JUDGED, "Not checked, since there is no such key.");
    }
    SecretVersion secret =
        VerifyKey.matching(lookup, SecretHash.of(text.get().keyId(), text.get().secret()), now);
    return secret == null
        ? Check.of(
            Refusal.WRONG_SECRET,
            Result.FAILED,
            "The secret is not one that works. A rotation may have replaced it.")
        : Check.of(
            Refusal.WRONG_SECRET, Result.PASSED, "The secret is the " + secret.word() + " one.");
  }
}
