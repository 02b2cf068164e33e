package dev.latchkey.management.handlers;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events as CloudFormation sends them. */
final class StackEvents {
  static final String DATA_API = "Custom::LatchkeyDataApi";
  static final String KEY = "Custom::LatchkeyKey";
  static final String URL =
      "https://cloudformation-custom-resource-response-euwest1.s3-eu-west-1.amazonaws.com/r?X=1%2F2";

  private StackEvents() {}

  static String stackId(String name) {
    return "arn:aws:cloudformation:eu-west-1:123456789012:stack/%s/0-%s".formatted(name, name);
  }

  static Map<String, Object> event(
      String action,
      String stack,
      String requestId,
      String type,
      String logicalId,
      @Nullable String physicalId,
      Map<String, Object> properties,
      @Nullable Map<String, Object> old) {
    Map<String, Object> event = new HashMap<>();
    event.put("RequestType", action);
    event.put("ServiceToken", "arn:aws:lambda:eu-west-1:123456789012:function:provision");
    event.put("ResponseURL", URL);
    event.put("StackId", stackId(stack));
    event.put("RequestId", requestId);
    event.put("LogicalResourceId", logicalId);
    event.put("ResourceType", type);
    event.put("ResourceProperties", withToken(properties));
    if (physicalId != null) {
      event.put("PhysicalResourceId", physicalId);
    }
    if (old != null) {
      event.put("OldResourceProperties", withToken(old));
    }
    return event;
  }

  private static Map<String, Object> withToken(Map<String, Object> properties) {
    Map<String, Object> all = new HashMap<>(properties);
    all.put("ServiceToken", "arn:aws:lambda:eu-west-1:123456789012:function:provision");
    all.put("ServiceTimeout", "120");
    return all;
  }
}
