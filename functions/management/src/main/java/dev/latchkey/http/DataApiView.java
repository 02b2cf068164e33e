package dev.latchkey.http;

import dev.latchkey.json.JsonObject;
import dev.latchkey.key.DataApi;
import dev.latchkey.key.Route;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a data API looks like in JSON. */
public final class DataApiView {
  private DataApiView() {}

  /** A data API. */
  public static JsonObject of(DataApi dataApi) {
    return new JsonObject()
        .with("data_api_id", dataApi.dataApiId())
        .with("domain", dataApi.domain())
        .with("dataset", dataApi.dataset())
        .with("description", dataApi.description())
        .with("routes", dataApi.routes().stream().map(DataApiView::route).toList())
        .with("created_at", dataApi.createdAt())
        .with("created_by", dataApi.createdBy().name())
        .with("registration", dataApi.registration());
  }

  /** Warnings, or nothing if there are none. */
  public static @Nullable List<String> warnings(List<String> warnings) {
    return warnings.isEmpty() ? null : warnings;
  }

  /** A route. */
  static JsonObject route(Route route) {
    return new JsonObject()
        .with("api_id", route.apiId())
        .with("stage", route.stage())
        .with("method", route.method())
        .with("path", route.path());
  }
}
