package dev.latchkey.http;

import dev.latchkey.key.Actor;
import dev.latchkey.key.DataApi;
import dev.latchkey.key.DataApiFields;
import dev.latchkey.key.Fault;
import dev.latchkey.key.FieldEdits;
import dev.latchkey.key.FieldValues;
import dev.latchkey.key.KeyFields;
import dev.latchkey.key.ValidationErrors;
import dev.latchkey.usecase.NewDataApi;
import dev.latchkey.usecase.NewKey;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads what requests about data APIs ask for. Each method throws a {@link Fault} as those of
 * {@link KeyRequests} do.
 */
public final class DataApiRequests {
  private static final String DEFAULT_KEY_NAME = "automatic";

  private DataApiRequests() {}

  /** An edit of a data API. */
  public record Edit(String dataApiId, FieldEdits edits) {}

  /** The data API to be registered. */
  public static NewDataApi newDataApi(Request request, Actor operator, ValidationErrors errors) {
    Input input = Input.of(request, errors);
    Fields body = input.body();
    String dataApiId = body.requiredText("data_api_id", DataApiRequests::idProblem);
    String domain = body.requiredText("domain", DataApiRequests::domainProblem);
    body.requireAll(DataApiFields.ALL);
    FieldValues fields = body.values(DataApiFields.ALL);
    Fields key = Objects.requireNonNullElseGet(body.object("key"), input::noFields);
    FieldValues keyFields = key.values(KeyFields.ALL);
    NewKey firstKey =
        new NewKey(
            dataApiId,
            keyFields.get(KeyFields.NAME) == null
                ? keyFields.with(KeyFields.NAME, DEFAULT_KEY_NAME)
                : keyFields,
            ValidityFields.read(key),
            input.intent(operator, body));
    key.refuseOthers();
    body.refuseOthers();
    return new NewDataApi(domain, fields, firstKey);
  }

  /**
   * The data API to be edited, and how.
   *
   * @throws Fault {@code INVALID_REQUEST} too, since no rule but those of the fields applies
   */
  public static Edit edit(Request request) {
    Input input = Input.of(request);
    Fields body = input.mergePatch();
    FieldEdits edits = body.edits(DataApiFields.ALL);
    body.refuseOthers();
    input.check();
    return new Edit(input.dataApiId(), edits);
  }

  /** The data API that the path names, of a request that takes nothing else. */
  public static String only(Request request) {
    Input input = Input.of(request);
    input.check();
    return input.dataApiId();
  }

  /**
   * The data API's ID in the path, of a request whose query is read elsewhere.
   *
   * @throws Fault {@code NOT_FOUND} if it does not have the form of one
   */
  public static String idOf(Request request) {
    String id = request.pathParameter("data_api_id");
    if (!DataApi.isDataApiId(id)) {
      throw Fault.of(Fault.Reason.NOT_FOUND);
    }
    return id;
  }

  static @Nullable String idProblem(String text) {
    return DataApi.isDataApiId(text)
        ? null
        : "must be 2 to 63 characters of a-z, 0-9 and -, beginning with a letter";
  }

  private static @Nullable String domainProblem(String text) {
    return DataApi.isDomain(text)
        ? null
        : "must be 1 to 63 characters of a-z, 0-9, _ and -, beginning with a letter or digit";
  }
}
