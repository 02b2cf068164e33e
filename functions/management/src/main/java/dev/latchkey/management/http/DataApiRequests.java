package dev.latchkey.management.http;

import dev.latchkey.core.application.NewDataApi;
import dev.latchkey.core.application.NewKey;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.application.ValidationErrors;
import dev.latchkey.core.domain.Actor;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DataApiFields;
import dev.latchkey.core.domain.FieldEdits;
import dev.latchkey.core.domain.FieldValues;
import dev.latchkey.core.domain.IdempotencyKey;
import dev.latchkey.core.domain.KeyFields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parses requests about data APIs. The methods throw {@link RequestException} as those of {@link
 * KeyRequests} do.
 */
public final class DataApiRequests {
  private static final String DEFAULT_KEY_NAME = "automatic";

  private DataApiRequests() {}

  /** An edit of a data API. */
  public record Edit(String dataApiId, FieldEdits edits) {}

  /** Returns the data API to register. */
  public static NewDataApi newDataApi(Request request, Actor operator, ValidationErrors errors) {
    RequestReader input = RequestReader.of(request, errors);
    ObjectReader body = input.body();
    return newDataApi(body, input.idempotencyKey(operator, body));
  }

  /**
   * Returns the data API to register.
   *
   * @param body the members of a body
   */
  public static NewDataApi newDataApi(
      Map<String, Object> body, IdempotencyKey idempotencyKey, ValidationErrors errors) {
    return newDataApi(new ObjectReader(body, "", errors), idempotencyKey);
  }

  private static NewDataApi newDataApi(ObjectReader body, @Nullable IdempotencyKey idempotencyKey) {
    String dataApiId = body.requiredText("data_api_id", DataApiRequests::idProblem);
    String domain = body.requiredText("domain", DataApiRequests::domainProblem);
    body.requireAll(DataApiFields.ALL);
    FieldValues fields = body.values(DataApiFields.ALL);
    ObjectReader key = body.objectOrEmpty("key");
    FieldValues keyFields = key.values(KeyFields.ALL);
    NewKey firstKey =
        new NewKey(
            dataApiId,
            keyFields.get(KeyFields.NAME) == null
                ? keyFields.with(KeyFields.NAME, DEFAULT_KEY_NAME)
                : keyFields,
            ValidityFields.read(key),
            idempotencyKey,
            ClientMadeFields.read(key),
            DeliveryFields.read(key));
    key.refuseOthers();
    body.refuseOthers();
    return new NewDataApi(domain, fields, firstKey);
  }

  /**
   * Returns the data API to edit, and the edits.
   *
   * @throws RequestException also {@code INVALID_REQUEST}, since all rules are checked here
   */
  public static Edit edit(Request request) {
    RequestReader input = RequestReader.of(request);
    ObjectReader body = input.mergePatch();
    FieldEdits edits = body.edits(DataApiFields.ALL);
    body.refuseOthers();
    input.check();
    return new Edit(input.dataApiId(), edits);
  }

  /** Returns the data API's ID in the path. The request must have no query. */
  public static String only(Request request) {
    RequestReader input = RequestReader.of(request);
    input.check();
    return input.dataApiId();
  }

  /**
   * Returns the data API's ID in the path. The query is read elsewhere.
   *
   * @throws RequestException {@code NOT_FOUND} if it is not well formed
   */
  public static String idOf(Request request) {
    String id = request.pathParameter("data_api_id");
    if (!DataApi.isDataApiId(id)) {
      throw RequestException.of(RequestException.Reason.NOT_FOUND);
    }
    return id;
  }

  static @Nullable String idProblem(String text) {
    return DataApi.isDataApiId(text)
        ? null
        : "must be 2 to 63 characters of a-z, 0-9 and -, starting with a letter";
  }

  private static @Nullable String domainProblem(String text) {
    return DataApi.isDomain(text)
        ? null
        : "must be 1 to 63 characters of a-z, 0-9, _ and -, starting with a letter or digit";
  }
}
