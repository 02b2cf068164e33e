package dev.latchkey.management.http;

import dev.latchkey.core.application.ChangeKeys;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.management.json.JsonObject;
import java.util.List;
import java.util.Locale;

/** Converts the results of a change of several keys to JSON. */
public final class BulkView {
  private BulkView() {}

  /** Returns the results as JSON. */
  public static JsonObject of(List<ChangeKeys.Result> results) {
    return new JsonObject().with("results", results.stream().map(BulkView::of).toList());
  }

  /** Returns the word of the API for an outcome. */
  public static String word(ChangeKeys.Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static JsonObject of(ChangeKeys.Result result) {
    RequestException problem = result.problem();
    return new JsonObject()
        .with("key_id", result.keyId().value())
        .with("outcome", word(result.outcome()))
        .with("problem", problem == null ? null : Problems.ofOne(problem));
  }
}
