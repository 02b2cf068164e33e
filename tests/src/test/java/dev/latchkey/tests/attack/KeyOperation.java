package dev.latchkey.tests.attack;

import dev.latchkey.core.domain.StoredKey;
import dev.latchkey.tests.attack.KeyOperation.State;
import dev.latchkey.tests.system.RecordedResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A call about one key, with its answer.
 *
 * @param act what was asked
 * @param answer what came
 */
record KeyOperation(Act act, Answer answer, long began, long ended)
    implements Linearizability.Call<State> {
  /** What can be asked about a key. */
  sealed interface Act {
    /** Make it, by a request that is always the same. */
    record Create() implements Act {}

    record Get() implements Act {}

    /** Call the data API. */
    record Use(String apiKey) implements Act {}

    record Rename(String name) implements Act {}

    record MoveEnd(Instant end) implements Act {}

    /**
     * Add days to its end.
     *
     * @param idempotencyKey the {@code Idempotency-Key}, if there is one
     * @param latest the latest end that is allowed, or up to a day later
     */
    record Extend(int days, @Nullable String idempotencyKey, Instant latest) implements Act {}

    record Rotate(int graceHours) implements Act {}

    record Revoke(String reason) implements Act {}

    record Delete() implements Act {}
  }

  /**
   * What came back.
   *
   * @param problem the problem's slug, if it is one
   * @param apiKey the API key, where one is shown
   * @param view the key as shown, if it is
   */
  record Answer(
      int status,
      @Nullable String problem,
      boolean isReplay,
      @Nullable String apiKey,
      @Nullable View view) {

    static Answer of(RecordedResponse reply) {
      int status = reply.status();
      boolean isProblem = status >= 400;
      boolean hasKey = !isProblem && status != 204 && reply.json().has("key_id");
      return new Answer(
          status,
          isProblem ? reply.text("type").replace("urn:latchkey:problem:", "") : null,
          reply.header("Idempotency-Replayed").equals("true"),
          hasKey && reply.json().has("api_key") ? reply.text("api_key") : null,
          hasKey ? View.of(reply) : null);
    }

    private boolean is(int wanted, String slug) {
      return status == wanted && slug.equals(problem);
    }
  }

  /**
   * A key as its answers show it.
   *
   * @param isExpired whether its status is that
   * @param revokedAt when it was revoked, if it was
   */
  record View(
      String name,
      Instant end,
      boolean isExpired,
      @Nullable String revokedAt,
      @Nullable String reason) {
    /** Whether it is active no more. */
    boolean isOver() {
      return isExpired || revokedAt != null;
    }

    static View of(RecordedResponse reply) {
      return new View(
          reply.text("name"),
          Instant.parse(reply.text("expires_at")),
          reply.text("status").equals("expired"),
          reply.json().has("revoked_at") ? reply.text("revoked_at") : null,
          reply.json().has("revoke_reason") ? reply.text("revoke_reason") : null);
    }
  }

  /**
   * A key, or its absence.
   *
   * @param view what is shown of it, if it is there
   * @param apiKey the API key that opens it
   * @param oldKey the one before, within its grace
   * @param extended the last extends that had an {@code Idempotency-Key}, the latest first
   */
  record State(
      @Nullable View view,
      @Nullable String apiKey,
      @Nullable String oldKey,
      List<Act.Extend> extended) {
    /** Never created. */
    static final State ABSENT = new State(null, null, null, List.of());

    /** Deleted. */
    static final State SPENT = new State(null, "", null, List.of());

    State with(View other) {
      return new State(other, apiKey, oldKey, extended);
    }

    /** The extend that is remembered under another one's {@code Idempotency-Key}. */
    Optional<Act.Extend> earlier(Act.Extend extend) {
      return extended.stream()
          .filter(each -> Objects.equals(each.idempotencyKey(), extend.idempotencyKey()))
          .findFirst();
    }

    State extended(View other, Act.Extend extend) {
      List<Act.Extend> remembered =
          extend.idempotencyKey() == null
              ? extended
              : Stream.concat(Stream.of(extend), extended.stream())
                  .limit(StoredKey.MAX_EXTENSIONS)
                  .toList();
      return new State(other, apiKey, oldKey, remembered);
    }
  }

  /**
   * The call whose answer shows whether a change that was answered as made took effect; nothing if
   * this is no such change.
   *
   * @param apiKeys the API keys that were shown, the last one last
   */
  @Nullable Act proof(List<String> apiKeys) {
    if (answer.apiKey() != null) {
      return new Act.Use(answer.apiKey());
    }
    if (act instanceof Act.Revoke && answer.status() == 200) {
      return new Act.Use(apiKeys.get(apiKeys.size() - 1));
    }
    return act instanceof Act.Delete && answer.status() == 204 ? new Act.Get() : null;
  }

  /** Leaves the state as it is if it is an edit that others delayed too often. */
  @Override
  public @Nullable State after(State before) {
    boolean isEdit = act instanceof Act.Rename || act instanceof Act.MoveEnd;
    if (isEdit && answer.is(429, "throttled")) {
      return before;
    }
    View view = before.view();
    return view == null ? afterAbsence(before) : after(before, view);
  }

  private @Nullable State afterAbsence(State before) {
    if (act instanceof Act.Create && before.equals(State.SPENT)) {
      return answer.is(409, "idempotency-key-spent") ? before : null;
    }
    if (act instanceof Act.Create) {
      return answer.status == 201
          ? new State(Objects.requireNonNull(answer.view), answer.apiKey, null, List.of())
          : null;
    }
    boolean fits = act instanceof Act.Use ? answer.status == 401 : answer.is(404, "not-found");
    return fits ? before : null;
  }

  private @Nullable State after(State before, View view) {
    boolean isRevoked = view.revokedAt() != null;
    if (act instanceof Act.Use use) {
      boolean opens =
          !view.isOver()
              && (use.apiKey().equals(before.apiKey()) || use.apiKey().equals(before.oldKey()));
      return answer.status == (opens ? 200 : 401) ? before : null;
    }
    if (act instanceof Act.Get) {
      return shown(before, view, false);
    }
    if (act instanceof Act.Create) {
      return shown(before, view, true);
    }
    if (act instanceof Act.Rename rename) {
      View renamed =
          new View(rename.name(), view.end(), view.isExpired(), view.revokedAt(), view.reason());
      return shown(before.with(renamed), renamed, false);
    }
    if (act instanceof Act.Delete) {
      if (view.isOver()) {
        return answer.status == 204 ? State.SPENT : null;
      }
      return answer.is(409, "key-active") ? before : null;
    }
    if (act instanceof Act.Revoke revoke) {
      return revoked(before, view, revoke);
    }
    if (act instanceof Act.Extend extend) {
      Optional<Act.Extend> earlier = before.earlier(extend);
      if (earlier.isPresent()) {
        return extend.days() == earlier.get().days()
            ? shown(before, view, true)
            : answer.is(422, "idempotency-key-reused") ? before : null;
      }
    }
    if (isRevoked) {
      return answer.is(409, "key-revoked") ? before : null;
    }
    if (view.isOver()) {
      return answer.is(409, "key-expired") ? before : null;
    }
    return changed(before, view);
  }

  /** After a change that only an active key allows. */
  private @Nullable State changed(State before, View view) {
    if (act instanceof Act.MoveEnd move) {
      View moved = new View(view.name(), move.end(), false, null, null);
      return shown(before.with(moved), moved, false);
    }
    if (act instanceof Act.Extend extend) {
      Instant end = view.end().plus(Duration.ofDays(extend.days()));
      if (end.isAfter(extend.latest())) {
        return answer.is(422, "invalid-request") ? before : null;
      }
      View extended = new View(view.name(), end, false, null, null);
      return shown(before.extended(extended, extend), extended, false);
    }
    int grace = ((Act.Rotate) act).graceHours();
    if (grace > 0 && before.oldKey() != null) {
      return answer.is(409, "rotation-pending") ? before : null;
    }
    return answer.apiKey == null
        ? null
        : shown(
            new State(view, answer.apiKey, grace == 0 ? null : before.apiKey(), before.extended()),
            view,
            false);
  }

  private @Nullable State revoked(State before, View view, Act.Revoke revoke) {
    if (view.revokedAt() != null) {
      return shown(before, view, false);
    }
    View shown = answer.view;
    if (shown == null || shown.revokedAt() == null) {
      return null;
    }
    View revoked = new View(view.name(), view.end(), false, shown.revokedAt(), revoke.reason());
    return shown(before.with(revoked), revoked, false);
  }

  /** This state, if the answer shows it so. */
  private @Nullable State shown(State state, View view, boolean isReplay) {
    return answer.status == 200 && answer.isReplay == isReplay && view.equals(answer.view)
        ? state
        : null;
  }
}
