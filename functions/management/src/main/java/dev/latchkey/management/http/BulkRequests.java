package dev.latchkey.management.http;

import dev.latchkey.core.application.ChangeKeys;
import dev.latchkey.core.application.ValidationErrors;
import dev.latchkey.core.domain.Actor;
import dev.latchkey.core.domain.FieldEdits;
import dev.latchkey.core.domain.IdempotencyKey;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.TextConstraint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Parses requests that change several keys. Errors are those of {@link KeyRequests}. */
public final class BulkRequests {
  /** The most keys of one request. */
  public static final int MAX_KEYS = 100;

  private static final String ACTION = "action";
  private static final String KEYS = "keys";
  private static final String KEY_ID = "key_id";
  private static final String REVISION = "revision";

  private BulkRequests() {}

  /** What to do to each key. */
  public enum Action {
    REVOKE,
    SUSPEND,
    RESUME,
    EXTEND,
    EDIT,
    DELETE;

    private static Optional<Action> parse(String word) {
      return Stream.of(values()).filter(action -> action.word().equals(word)).findFirst();
    }

    /** Returns the word of the API. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A change of several keys.
   *
   * @param reason why to revoke or suspend them
   * @param days by how many days to extend them
   * @param edits how to edit them
   * @param idempotencyKey the idempotency key of each extension; its request has no list of keys
   */
  public record Bulk(
      Action action,
      List<ChangeKeys.Target> keys,
      @Nullable String reason,
      int days,
      FieldEdits edits,
      @Nullable IdempotencyKey idempotencyKey) {}

  /** Returns the change. */
  public static Bulk read(Request request, Actor operator, ValidationErrors errors) {
    RequestReader input = RequestReader.of(request, errors);
    ObjectReader body = input.body();
    String word = body.requiredText(ACTION, BulkRequests::actionProblem);
    Action action = Action.parse(word).orElse(null);
    List<ChangeKeys.Target> keys = targets(body.objects(KEYS, MAX_KEYS));
    IdempotencyKey idempotencyKey = input.idempotencyKey(operator, body.without(KEYS));
    if (action == null) {
      body.skip("reason", ValidityFields.DAYS);
      KeyFields.BULK_EDITS.forEach(field -> body.skip(field.name()));
      body.refuseOthers();
      return new Bulk(Action.RESUME, keys, null, 1, FieldEdits.NONE, idempotencyKey);
    }
    String reason = null;
    Integer days = null;
    FieldEdits edits = FieldEdits.NONE;
    switch (action) {
      case REVOKE, SUSPEND -> reason = body.text("reason", TextConstraint.REASON::problem);
      case EXTEND -> {
        body.require(ValidityFields.DAYS);
        days = body.wholeNumber(ValidityFields.DAYS);
      }
      case EDIT -> edits = edits(body);
      case RESUME, DELETE -> {}
    }
    body.refuseOthers("is not a field of the action " + word);
    return new Bulk(
        action, keys, reason, Objects.requireNonNullElse(days, 1), edits, idempotencyKey);
  }

  private static FieldEdits edits(ObjectReader body) {
    if (KeyFields.BULK_EDITS.stream().noneMatch(field -> body.has(field.name()))) {
      body.refuse(KeyFields.BULK_EDITS.get(0).name(), "is required, or another field to edit");
    }
    return body.edits(KeyFields.BULK_EDITS);
  }

  private static List<ChangeKeys.Target> targets(List<ObjectReader> objects) {
    List<ChangeKeys.Target> targets = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (ObjectReader object : objects) {
      String keyId = object.requiredText(KEY_ID, KeyId::problem);
      Integer revision = object.wholeNumber(REVISION);
      if (revision != null && revision < 1) {
        object.refuse(REVISION, "must be at least 1");
      }
      object.refuseOthers();
      if (!keyId.isEmpty() && !ids.add(keyId)) {
        object.refuse(KEY_ID, "is given more than once");
      }
      KeyId.parse(keyId)
          .map(id -> new ChangeKeys.Target(id, revision == null ? null : revision.longValue()))
          .ifPresent(targets::add);
    }
    return targets;
  }

  private static @Nullable String actionProblem(String word) {
    return Action.parse(word).isPresent()
        ? null
        : "must be one of "
            + Stream.of(Action.values()).map(Action::word).collect(Collectors.joining(", "));
  }
}
