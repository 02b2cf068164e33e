package dev.latchkey.management.handlers;

import static java.util.Objects.requireNonNull;

import dev.latchkey.management.handlers.SimulatedStack.Resource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Random templates of stacks: a data API and up to two keys of it. */
final class StackTemplates {
  private final Random random;

  StackTemplates(Random random) {
    this.random = random;
  }

  /** Returns the template of a new stack. */
  Map<String, Resource> template(SimulatedStack stack) {
    Map<String, Resource> template = new LinkedHashMap<>();
    String dataApiId = stack.name + "-a";
    template.put("Api", dataApi(stack, dataApiId, "Orders"));
    for (int i = random.nextInt(3); i > 0; i--) {
      template.put("Key" + i, key(stack, "Key" + i, dataApiId));
    }
    return template;
  }

  private Resource dataApi(SimulatedStack stack, String dataApiId, String dataset) {
    Map<String, Object> properties = new TreeMap<>();
    properties.put("DataApiId", dataApiId);
    properties.put("Domain", "sales");
    properties.put("Dataset", dataset);
    properties.put(
        "Routes",
        List.of(
            Map.of(
                "ApiId",
                random.nextInt(30) == 0 ? "shared" : dataApiId,
                "Path",
                "/" + random.nextInt(3))));
    properties.put("Quota", Map.of("Calls", "" + (1 + random.nextInt(9)), "Per", "day"));
    properties.put("SecretArn", "arn:secret:" + stack.name + ":Api");
    if (random.nextBoolean()) {
      properties.put("Key", Map.of("ValidityDays", "" + (30 + random.nextInt(3))));
    }
    return new Resource(StackEvents.DATA_API, null, withArn(properties), "");
  }

  private Resource key(SimulatedStack stack, String logicalId, String dataApiId) {
    Map<String, Object> properties = new TreeMap<>();
    properties.put("DataApiId", dataApiId);
    properties.put("Name", "key " + random.nextInt(3));
    properties.put(
        "SecretArn",
        "arn:secret:" + stack.name + ":" + logicalId + (random.nextInt(4) == 0 ? "-2" : ""));
    if (random.nextInt(20) == 0) {
      properties.put("ValidityDays", "0");
    }
    return new Resource(StackEvents.KEY, null, withArn(properties), "");
  }

  private static Map<String, Object> withArn(Map<String, Object> properties) {
    String name = ((String) requireNonNull(properties.get("SecretArn"))).replace(':', '-');
    properties.put("SecretArn", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:" + name);
    return properties;
  }

  /** Returns a template that differs from a stack's. */
  Map<String, Resource> changed(SimulatedStack stack) {
    Resource api = requireNonNull(stack.resources.get("Api"));
    int dice = random.nextInt(10);
    String dataApiId =
        dice < 2 ? stack.name + (api.dataApiId().endsWith("-a") ? "-b" : "-a") : api.dataApiId();
    Map<String, Resource> template = new LinkedHashMap<>();
    template.put("Api", dataApi(stack, dataApiId, dice == 2 ? "Other" : "Orders"));
    for (int i = 2; i > 0; i--) {
      if (random.nextInt(3) > 0) {
        template.put("Key" + i, key(stack, "Key" + i, dataApiId));
      }
    }
    return template;
  }
}
