package dev.latchkey.management.http;

import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DataApiFields;
import dev.latchkey.management.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Converts data APIs to JSON. */
public final class DataApiView {
  private DataApiView() {}

  /** Returns a data API as JSON. */
  public static JsonObject of(DataApi dataApi) {
    JsonObject view =
        new JsonObject()
            .with("data_api_id", dataApi.ref().id())
            .with("domain", dataApi.ref().domain())
            .with("registration", dataApi.ref().registration());
    dataApi.fields().forEach(DataApiFields.ALL, (field, plain) -> view.with(field.name(), plain));
    return view.with("created_at", dataApi.creation().at())
        .with("created_by", dataApi.creation().by().name())
        .with("revision", dataApi.version().revision())
        .with("changed_at", dataApi.version().changedAt());
  }

  /** Returns the warnings; {@code null} if there are none. */
  public static @Nullable List<String> warnings(List<String> warnings) {
    return warnings.isEmpty() ? null : warnings;
  }
}
