package dev.latchkey.http;

import dev.latchkey.key.Change;
import dev.latchkey.key.Fault;
import dev.latchkey.key.Intent;
import dev.latchkey.key.KeyEdit;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.OnPending;
import dev.latchkey.key.TextRule;
import dev.latchkey.key.ValidityLimits;
import dev.latchkey.usecase.NewKey;
import dev.latchkey.usecase.RotateKey;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what requests about keys ask for. Each method throws a {@link Fault}: {@code
 * UNSUPPORTED_MEDIA_TYPE}, {@code BODY_TOO_LARGE}, {@code MALFORMED_REQUEST}, {@code
 * INVALID_REQUEST} or, for an id that cannot be one, {@code NOT_FOUND}, looked for in this order.
 *
 * @param limits how long keys live
 */
public record KeyRequests(ValidityLimits limits) {

  /** An edit of a key. */
  public record Edit(KeyId keyId, KeyEdit edit) {}

  /** Days to add to a key. */
  public record Extend(KeyId keyId, int days, @Nullable Intent intent) {}

  /** A new secret for a key, how long the old one keeps working, and what if one does already. */
  public record Rotate(KeyId keyId, int graceHours, OnPending onPending) {}

  /** The end of a key. */
  public record Revoke(KeyId keyId, @Nullable String reason) {}

  /** The key to be made. */
  public NewKey newKey(Request request, Change change) {
    Input input = Input.of(request);
    Fields body = input.body();
    String dataApiId = body.requiredText("data_api_id", DataApiRequests::idProblem);
    NewKey wanted =
        new NewKey(
            dataApiId,
            body.requiredText("name", TextRule.NAME::problem),
            body.text("description", TextRule.DESCRIPTION),
            ValidityFields.read(body, limits, change.at()),
            input.intent(change.by(), body));
    body.refuseOthers();
    input.check();
    return wanted;
  }

  /** The key to be edited, and how. */
  public Edit edit(Request request, Change change) {
    Input input = Input.of(request);
    Fields body = input.mergePatch();
    KeyEdit edit =
        new KeyEdit(
            body.text("name", TextRule.NAME),
            body.clearableText("description", TextRule.DESCRIPTION),
            ValidityFields.end(body, limits, change.at()));
    body.refuseOthers();
    input.check();
    return new Edit(request.keyId(), edit);
  }

  /** The key to be extended, and by how much. */
  public Extend extend(Request request, Change change) {
    Input input = Input.of(request);
    Fields body = input.body();
    body.require(ValidityFields.DAYS);
    Integer days = ValidityFields.days(body, limits, change.at());
    Intent intent = input.intent(change.by(), body);
    body.refuseOthers();
    input.check();
    return new Extend(request.keyId(), Objects.requireNonNull(days), intent);
  }

  /** The key to be rotated, and its grace. */
  public Rotate rotate(Request request) {
    Input input = Input.of(request);
    Fields body = input.optionalBody();
    Integer grace = body.wholeNumber("grace_hours");
    int hours = grace == null ? 0 : grace;
    body.errors().addForUseCase("/grace_hours", RotateKey.problem(hours));
    String onPending = body.text("on_pending", KeyRequests::onPendingProblem);
    body.refuseOthers();
    input.check();
    return new Rotate(
        request.keyId(),
        hours,
        Optional.ofNullable(onPending).flatMap(OnPending::parse).orElse(OnPending.REFUSE));
  }

  private static @Nullable String onPendingProblem(String word) {
    return OnPending.parse(word).isPresent() ? null : "must be discard_new or end_previous";
  }

  /** The key to be revoked, and why. */
  public Revoke revoke(Request request) {
    Input input = Input.of(request);
    Fields body = input.optionalBody();
    String reason = body.text("reason", TextRule.REASON);
    body.refuseOthers();
    input.check();
    return new Revoke(request.keyId(), reason);
  }

  /** The key that the path names, of a call that takes nothing else. */
  public KeyId only(Request request) {
    request.requireNoQuery();
    return request.keyId();
  }
}
