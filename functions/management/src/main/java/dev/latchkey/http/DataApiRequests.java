package dev.latchkey.http;

import dev.latchkey.key.Change;
import dev.latchkey.key.DataApi;
import dev.latchkey.key.DataApiEdit;
import dev.latchkey.key.Fault;
import dev.latchkey.key.Route;
import dev.latchkey.key.TextRule;
import dev.latchkey.key.ValidityLimits;
import dev.latchkey.usecase.NewDataApi;
import dev.latchkey.usecase.NewKey;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads what requests about data APIs ask for. Each method throws a {@link Fault} as those of
 * {@link KeyRequests} do.
 *
 * @param limits how long keys live
 */
public record DataApiRequests(ValidityLimits limits) {
  private static final String DEFAULT_KEY_NAME = "automatic";

  /** An edit of a data API. */
  public record Edit(String dataApiId, DataApiEdit edit) {}

  /** The data API to be registered. */
  public NewDataApi newDataApi(Request request, Change change) {
    Input input = Input.of(request);
    Fields body = input.body();
    String dataApiId = body.requiredText("data_api_id", DataApiRequests::idProblem);
    String domain = body.requiredText("domain", TextRule.DOMAIN::problem);
    String dataset = body.requiredText("dataset", TextRule.DATASET::problem);
    String description = body.text("description", TextRule.DESCRIPTION);
    body.require("routes");
    List<Route> routes = RouteFields.read(body);
    Fields key = Objects.requireNonNullElseGet(body.object("key"), () -> input.noFields());
    String name = key.text("name", TextRule.NAME);
    NewKey firstKey =
        new NewKey(
            dataApiId,
            name == null ? DEFAULT_KEY_NAME : name,
            key.text("description", TextRule.DESCRIPTION),
            ValidityFields.read(key, limits, change.at()),
            input.intent(change.by(), body));
    key.refuseOthers();
    body.refuseOthers();
    input.check();
    return new NewDataApi(domain, dataset, description, Objects.requireNonNull(routes), firstKey);
  }

  /** The data API to be edited, and how. */
  public Edit edit(Request request) {
    Input input = Input.of(request);
    Fields body = input.mergePatch();
    DataApiEdit edit =
        new DataApiEdit(
            body.clearableText("description", TextRule.DESCRIPTION), RouteFields.read(body));
    body.refuseOthers();
    input.check();
    return new Edit(idOf(request), edit);
  }

  /** The data API that the path names, of a call that takes nothing else. */
  public String only(Request request) {
    request.requireNoQuery();
    return idOf(request);
  }

  static @Nullable String idProblem(String text) {
    return DataApi.isDataApiId(text)
        ? null
        : "must be 2 to 63 characters of a-z, 0-9 and -, beginning with a letter";
  }

  /**
   * The data API's id in the path.
   *
   * @throws Fault {@code NOT_FOUND} if it has not the form of one
   */
  public static String idOf(Request request) {
    String id = request.pathParameter("data_api_id");
    if (!DataApi.isDataApiId(id)) {
      throw Fault.of(Fault.Reason.NOT_FOUND);
    }
    return id;
  }
}
