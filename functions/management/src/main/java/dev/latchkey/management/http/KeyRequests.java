package dev.latchkey.management.http;

import dev.latchkey.core.application.ExtendCommand;
import dev.latchkey.core.application.NewKey;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.application.ValidationErrors;
import dev.latchkey.core.domain.Actor;
import dev.latchkey.core.domain.IdempotencyKey;
import dev.latchkey.core.domain.KeyEdit;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.OnPending;
import dev.latchkey.core.domain.TextConstraint;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what requests about keys ask for. Each method throws a {@link RequestException}: {@code
 * UNSUPPORTED_MEDIA_TYPE}, {@code BODY_TOO_LARGE}, {@code MALFORMED_REQUEST} or, for an ID that
 * cannot be one, {@code NOT_FOUND}, checked in this order. What is wrong with the fields is added
 * to the given errors, to which the use case adds; harmless values stand in for it.
 */
public final class KeyRequests {
  private KeyRequests() {}

  /** An edit of a key. */
  public record Edit(KeyId keyId, KeyEdit edit) {}

  /** A new secret for a key, how long the old one keeps working, and what if one does already. */
  public record Rotate(KeyId keyId, int graceHours, OnPending onPending) {}

  /** The revocation of a key. */
  public record Revoke(KeyId keyId, @Nullable String reason) {}

  /** The key to be created. */
  public static NewKey newKey(Request request, Actor operator, ValidationErrors errors) {
    RequestReader input = RequestReader.of(request, errors);
    ObjectReader body = input.body();
    String dataApiId = body.requiredText("data_api_id", DataApiRequests::idProblem);
    body.requireAll(KeyFields.ALL);
    NewKey wanted =
        new NewKey(
            dataApiId,
            body.values(KeyFields.ALL),
            ValidityFields.read(body),
            input.idempotencyKey(operator, body));
    body.refuseOthers();
    return wanted;
  }

  /** The key to be edited, and how. */
  public static Edit edit(Request request, ValidationErrors errors) {
    RequestReader input = RequestReader.of(request, errors);
    ObjectReader body = input.mergePatch();
    KeyEdit edit = new KeyEdit(body.edits(KeyFields.ALL), body.time(ValidityFields.END));
    body.refuseOthers();
    return new Edit(input.keyId(), edit);
  }

  /** The key to be extended, and by how much. */
  public static ExtendCommand extend(Request request, Actor operator, ValidationErrors errors) {
    RequestReader input = RequestReader.of(request, errors);
    ObjectReader body = input.body();
    body.require(ValidityFields.DAYS);
    Integer days = body.wholeNumber(ValidityFields.DAYS);
    IdempotencyKey idempotencyKey = input.idempotencyKey(operator, body);
    body.refuseOthers();
    return new ExtendCommand(input.keyId(), Objects.requireNonNullElse(days, 1), idempotencyKey);
  }

  /** The key to be rotated, and its grace. */
  public static Rotate rotate(Request request, ValidationErrors errors) {
    RequestReader input = RequestReader.of(request, errors);
    ObjectReader body = input.optionalBody();
    Integer grace = body.wholeNumber("grace_hours");
    String onPending = body.text("on_pending", KeyRequests::onPendingProblem);
    body.refuseOthers();
    return new Rotate(
        input.keyId(),
        Objects.requireNonNullElse(grace, 0),
        Optional.ofNullable(onPending).flatMap(OnPending::parse).orElse(OnPending.REFUSE));
  }

  /** The key to be revoked, and why. */
  public static Revoke revoke(Request request) {
    RequestReader input = RequestReader.of(request);
    ObjectReader body = input.optionalBody();
    String reason = body.text("reason", TextConstraint.REASON::problem);
    body.refuseOthers();
    input.check();
    return new Revoke(input.keyId(), reason);
  }

  /** The key that the path names, of a request that takes nothing else. */
  public static KeyId only(Request request) {
    RequestReader input = RequestReader.of(request);
    input.check();
    return input.keyId();
  }

  private static @Nullable String onPendingProblem(String word) {
    return OnPending.parse(word).isPresent() ? null : "must be discard_new or end_previous";
  }
}
