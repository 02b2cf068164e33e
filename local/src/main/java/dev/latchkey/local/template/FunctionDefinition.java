package dev.latchkey.local.template;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A Lambda function of a stack.
 *
 * @param name its physical name, {@code <stack>-<logicalId>} unless the template names it
 * @param arn its ARN without a qualifier
 * @param codeUri the folder that {@code CodeUri} names
 * @param memory in MB
 * @param logGroup the name of its log group
 */
public record FunctionDefinition(
    String logicalId,
    String name,
    String arn,
    String handler,
    Path codeUri,
    Duration timeout,
    int memory,
    String logGroup,
    Map<String, String> environment) {

  static FunctionDefinition of(Resource resource, StackReferences references, Path folder) {
    Value properties = resource.properties();
    Map<String, String> environment = new LinkedHashMap<>();
    properties
        .get("Environment")
        .get("Variables")
        .entries()
        .forEach((name, value) -> environment.put(name, value.text()));
    return new FunctionDefinition(
        resource.logicalId(),
        references.ref(resource),
        references.functionArn(resource),
        properties.get("Handler").text(),
        folder.resolve(properties.get("CodeUri").text()).normalize(),
        Duration.ofSeconds(properties.get("Timeout").integer(3)),
        properties.get("MemorySize").integer(128),
        properties
            .get("LoggingConfig")
            .get("LogGroup")
            .text("/aws/lambda/" + references.ref(resource)),
        Map.copyOf(environment));
  }
}
