package dev.latchkey.management.http;

import dev.latchkey.core.application.Explanation;
import dev.latchkey.management.json.JsonDocument;
import dev.latchkey.management.json.JsonObject;

/** Converts explanations to JSON. */
public final class ExplanationView {
  private ExplanationView() {}

  /** Returns an explanation as JSON. */
  public static JsonObject of(Explanation explanation) {
    return new JsonObject()
        .with("outcome", explanation.outcome().word())
        .with("reason", explanation.reason())
        .with("checks", explanation.checks().stream().map(ExplanationView::check).toList());
  }

  private static JsonObject check(Explanation.Check check) {
    Boolean ok = check.ok();
    return new JsonObject()
        .with("check", check.name())
        .with("ok", ok == null ? JsonDocument.NULL : ok)
        .with("detail", check.detail());
  }
}
