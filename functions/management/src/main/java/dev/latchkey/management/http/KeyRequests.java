package dev.latchkey.management.http;

import dev.latchkey.core.application.ExtendKey;
import dev.latchkey.core.application.FieldError;
import dev.latchkey.core.application.NewKey;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.application.RotateKey;
import dev.latchkey.core.application.UsageStore;
import dev.latchkey.core.application.ValidationErrors;
import dev.latchkey.core.domain.Actor;
import dev.latchkey.core.domain.IdempotencyKey;
import dev.latchkey.core.domain.KeyEdit;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.OnPending;
import dev.latchkey.core.domain.SecretHash;
import dev.latchkey.core.domain.TextConstraint;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses requests about keys. Each method throws a {@link RequestException} with {@code
 * UNSUPPORTED_MEDIA_TYPE}, {@code BODY_TOO_LARGE}, {@code MALFORMED_REQUEST} or, for an ID that is
 * not well formed, {@code NOT_FOUND}, checked in this order. Errors in fields are added to the
 * given errors, to which the use case adds its own. A field with an error gets a valid placeholder
 * value.
 */
public final class KeyRequests {
  private static final int DEFAULT_DAYS = 30;
  private static final Set<String> HOLDERS_REASONS = Set.of("leaked", "unused", "replaced");
  private static final Pattern DAYS = Pattern.compile("[0-9]{1,2}");

  private KeyRequests() {}

  /** A key to show, with its usage or without. */
  public record Get(KeyId keyId, boolean includesUsage) {}

  /** A key whose usage to show, on how many days. */
  public record Usage(KeyId keyId, int days) {}

  /** An edit of a key. */
  public record Edit(KeyId keyId, KeyEdit edit) {}

  /** A key to revoke or to suspend, and the reason. */
  public record Stop(KeyId keyId, @Nullable String reason) {}

  /** Returns the key to create. */
  public static NewKey newKey(Request request, Actor operator, ValidationErrors errors) {
    RequestReader input = RequestReader.of(request, errors);
    ObjectReader body = input.body();
    return newKey(body, input.idempotencyKey(operator, body));
  }

  /**
   * Returns the key to create.
   *
   * @param body the members of a body
   */
  public static NewKey newKey(
      Map<String, Object> body, IdempotencyKey idempotencyKey, ValidationErrors errors) {
    return newKey(new ObjectReader(body, "", errors), idempotencyKey);
  }

  private static NewKey newKey(ObjectReader body, @Nullable IdempotencyKey idempotencyKey) {
    String dataApiId = body.requiredText("data_api_id", DataApiRequests::idProblem);
    body.requireAll(KeyFields.ALL);
    NewKey wanted =
        new NewKey(
            dataApiId,
            body.values(KeyFields.ALL),
            ValidityFields.read(body),
            idempotencyKey,
            ClientMadeFields.read(body),
            DeliveryFields.read(body));
    body.refuseOthers();
    return wanted;
  }

  /** Returns the key to edit, and the edits. */
  public static Edit edit(Request request, ValidationErrors errors) {
    RequestReader input = RequestReader.of(request, errors);
    ObjectReader body = input.mergePatch();
    KeyEdit edit = new KeyEdit(body.edits(KeyFields.ALL), body.time(ValidityFields.END));
    body.refuseOthers();
    return new Edit(input.keyId(), edit);
  }

  /** Returns the key to extend, and the number of days. */
  public static ExtendKey.Command extend(Request request, Actor operator, ValidationErrors errors) {
    RequestReader input = RequestReader.of(request, errors);
    ObjectReader body = input.body();
    body.require(ValidityFields.DAYS);
    Integer days = body.wholeNumber(ValidityFields.DAYS);
    IdempotencyKey idempotencyKey = input.idempotencyKey(operator, body);
    body.refuseOthers();
    return new ExtendKey.Command(
        input.keyId(), Objects.requireNonNullElse(days, 1), idempotencyKey);
  }

  /** Returns the key to rotate, and the grace period. */
  public static RotateKey.Command rotate(Request request, ValidationErrors errors) {
    RequestReader input = RequestReader.of(request, errors);
    ObjectReader body = input.optionalBody();
    Integer grace = body.wholeNumber("grace_hours");
    String onPending = body.text("on_pending", KeyRequests::onPendingProblem);
    SecretHash clientMade = ClientMadeFields.hash(body);
    String deliverTo = DeliveryFields.read(body);
    body.refuseOthers();
    return new RotateKey.Command(
        input.keyId(),
        Objects.requireNonNullElse(grace, 0),
        Optional.ofNullable(onPending).flatMap(OnPending::parse).orElse(OnPending.REFUSE),
        clientMade,
        deliverTo);
  }

  /** Returns the key to revoke or to suspend, and the reason. */
  public static Stop stop(Request request) {
    RequestReader input = RequestReader.of(request);
    ObjectReader body = input.optionalBody();
    String reason = body.text("reason", TextConstraint.REASON::problem);
    body.refuseOthers();
    input.check();
    return new Stop(input.keyId(), reason);
  }

  /** Returns why its holder revokes a key: a reason, a note, or both as one text. */
  public static @Nullable String ownRevocation(Request request) {
    RequestReader input = RequestReader.of(request);
    ObjectReader body = input.optionalBody();
    String reason = body.text("reason", KeyRequests::holdersReasonProblem);
    String note = body.text("note", TextConstraint.NOTE::problem);
    body.refuseOthers();
    input.check();
    return reason == null || note == null ? (reason == null ? note : reason) : reason + ": " + note;
  }

  /** Returns the key to resume. */
  public static KeyId resume(Request request) {
    RequestReader input = RequestReader.of(request);
    input.optionalBody().refuseOthers();
    input.check();
    return input.keyId();
  }

  /** Returns the key to show. */
  public static Get get(Request request) {
    RequestReader input = RequestReader.of(request, Set.of("include"));
    boolean includesUsage = ListRequests.includesUsage(input);
    input.check();
    return new Get(input.keyId(), includesUsage);
  }

  /** Returns the key whose usage to show, and the number of days. */
  public static Usage usage(Request request) {
    RequestReader input = RequestReader.of(request, Set.of("days"));
    String text = input.parameter("days");
    int days = DEFAULT_DAYS;
    if (text != null) {
      days = DAYS.matcher(text).matches() ? Integer.parseInt(text) : 0;
      if (days < 1 || days > UsageStore.DAYS) {
        input
            .errors()
            .add(
                FieldError.parameter(
                    "days", "must be a whole number from 1 to " + UsageStore.DAYS));
      }
    }
    input.check();
    return new Usage(input.keyId(), days);
  }

  /** Returns the key's ID in the path. The request must have no query. */
  public static KeyId only(Request request) {
    RequestReader input = RequestReader.of(request);
    input.check();
    return input.keyId();
  }

  private static @Nullable String holdersReasonProblem(String word) {
    return HOLDERS_REASONS.contains(word) ? null : "must be leaked, unused or replaced";
  }

  private static @Nullable String onPendingProblem(String word) {
    return OnPending.parse(word).isPresent() ? null : "must be discard_new or end_previous";
  }
}
