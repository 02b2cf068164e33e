package dev.latchkey.tests.proxy;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A test of a proxy. Where the proxy is not there, it is skipped and says so. */
@Tag("proxy")
@ExtendWith(NeedsProgram.Condition.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface NeedsProgram {
  /** The variable that names the program. */
  String value();

  /** Whether the program is there. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      String variable = context.getRequiredTestClass().getAnnotation(NeedsProgram.class).value();
      return Program.named(variable).isPresent()
          ? ConditionEvaluationResult.enabled("The program is there.")
          : ConditionEvaluationResult.disabled(
              "No program in the variable " + variable + ": see bin/front-doors");
    }
  }
}
