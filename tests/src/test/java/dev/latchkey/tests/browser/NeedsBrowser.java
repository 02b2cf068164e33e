package dev.latchkey.tests.browser;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips what needs a browser where there is none, and says so. */
final class NeedsBrowser implements ExecutionCondition {
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return Chromium.isThere()
        ? ConditionEvaluationResult.enabled("A browser is there.")
        : ConditionEvaluationResult.disabled(
            "No browser: install Debian's package chromium, or name one in the variable "
                + Chromium.VARIABLE);
  }
}
