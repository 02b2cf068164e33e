package dev.latchkey.local.lambda;

import dev.latchkey.local.template.FunctionDefinition;
import dev.latchkey.local.template.LocalAccount;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The environment variables of the JVM of a stack's functions: what Lambda gives, what the template
 * gives, and what the laptop has to say on top, such as {@code AWS_ENDPOINT_URL_DYNAMODB}.
 */
final class LambdaEnvironment {
  private LambdaEnvironment() {}

  /**
   * All variables.
   *
   * @throws FunctionException if two functions have different values for one variable
   */
  static Map<String, String> of(List<FunctionDefinition> functions, Map<String, String> laptop) {
    Map<String, String> environment = new HashMap<>();
    environment.put("AWS_REGION", LocalAccount.region());
    environment.put("AWS_DEFAULT_REGION", LocalAccount.region());
    environment.put("AWS_ACCESS_KEY_ID", "local");
    environment.put("AWS_SECRET_ACCESS_KEY", "local");
    environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    environment.put("LANG", "en_US.UTF-8");
    environment.put("PATH", "/usr/local/bin:/usr/bin/:/bin");
    environment.put("TZ", ":UTC");
    environment.putAll(agreed(functions));
    environment.putAll(laptop);
    return environment;
  }

  private static Map<String, String> agreed(List<FunctionDefinition> functions) {
    Map<String, String> values = new HashMap<>();
    Map<String, String> owners = new HashMap<>();
    for (FunctionDefinition function : functions) {
      function
          .environment()
          .forEach(
              (name, value) -> {
                String other = values.putIfAbsent(name, value);
                if (other != null && !other.equals(value)) {
                  throw new FunctionException(
                      "The functions "
                          + owners.get(name)
                          + " and "
                          + function.logicalId()
                          + " have different values for the variable "
                          + name
                          + "; on a laptop the functions of a stack share one environment.");
                }
                owners.putIfAbsent(name, function.logicalId());
              });
    }
    return values;
  }
}
