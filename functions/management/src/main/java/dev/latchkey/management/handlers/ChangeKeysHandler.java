package dev.latchkey.management.handlers;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.ChangeKeys;
import dev.latchkey.core.application.DeleteKey;
import dev.latchkey.core.application.EditKey;
import dev.latchkey.core.application.ExtendKey;
import dev.latchkey.core.application.KeyChange;
import dev.latchkey.core.application.KeyStore;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.application.ResumeKey;
import dev.latchkey.core.application.RevokeKey;
import dev.latchkey.core.application.Stores;
import dev.latchkey.core.application.SuspendKey;
import dev.latchkey.core.application.ValidationErrors;
import dev.latchkey.core.domain.KeyEdit;
import dev.latchkey.core.domain.Permission;
import dev.latchkey.core.domain.ValidityLimits;
import dev.latchkey.core.telemetry.Telemetry;
import dev.latchkey.management.http.BulkRequests;
import dev.latchkey.management.http.BulkView;
import dev.latchkey.management.http.Problems;
import dev.latchkey.management.http.Request;
import dev.latchkey.management.http.Response;
import java.time.Duration;
import java.util.List;

/** {@code POST /v1/keys/bulk}: changes up to 100 keys, each for itself. */
public final class ChangeKeysHandler extends OperatorHandler {
  /** After this time no further key is begun. It is well below the function's timeout. */
  private static final Duration TIME = Duration.ofSeconds(5);

  private final ValidityLimits limits;
  private final Telemetry telemetry;

  public ChangeKeysHandler() {
    this(ManagementDependencies.shared());
  }

  ChangeKeysHandler(ManagementDependencies dependencies) {
    super(dependencies, Permission.MANAGE);
    this.limits = dependencies.settings().limits();
    this.telemetry = dependencies.telemetry();
  }

  @Override
  Response respond(Request request, ChangeContext change, Stores stores) {
    ValidationErrors errors = new ValidationErrors();
    BulkRequests.Bulk wanted = BulkRequests.read(request, change.by(), errors);
    if (wanted.action() == BulkRequests.Action.EXTEND) {
      errors.add("/validity_days", limits.problem(wanted.days(), change.at()));
    }
    errors.check();
    List<ChangeKeys.Result> results =
        new ChangeKeys(TIME).change(wanted.keys(), change(wanted, stores.keys()), change);
    results.forEach(this::log);
    return Response.ok(BulkView.of(results));
  }

  private KeyChange change(BulkRequests.Bulk wanted, KeyStore keys) {
    return switch (wanted.action()) {
      case REVOKE ->
          (id, change) -> new RevokeKey(keys).revoke(id, wanted.reason(), change).isChanged();
      case SUSPEND ->
          (id, change) -> new SuspendKey(keys).suspend(id, wanted.reason(), change).isChanged();
      case RESUME -> (id, change) -> new ResumeKey(keys).resume(id, change).isChanged();
      case EXTEND ->
          (id, change) ->
              !new ExtendKey(keys, limits)
                  .extend(
                      new ExtendKey.Command(id, wanted.days(), wanted.idempotencyKey()),
                      new ValidationErrors(),
                      change)
                  .isReplay();
      case EDIT ->
          (id, change) ->
              new EditKey(keys, limits)
                  .edit(id, KeyEdit.ofOthers(wanted.edits()), new ValidationErrors(), change)
                  .isChanged();
      case DELETE ->
          (id, change) -> {
            new DeleteKey(keys).delete(id, change);
            return true;
          };
    };
  }

  /** Logs a failure of the table, which the response of a single change would have been. */
  private void log(ChangeKeys.Result result) {
    RequestException problem = result.problem();
    if (problem != null && result.outcome() == ChangeKeys.Outcome.NOT_REACHED) {
      telemetry.write(
          telemetry
              .line()
              .with("key_id", result.keyId().value())
              .with("reason", Problems.slug(problem.reason()))
              .failure(problem));
    }
  }
}
