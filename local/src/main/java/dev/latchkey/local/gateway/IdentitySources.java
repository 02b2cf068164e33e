package dev.latchkey.local.gateway;

import dev.latchkey.local.template.Api.Authorizer;
import dev.latchkey.local.template.Api.Identity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who a request says it is: the values of an authorizer's identity sources. */
final class IdentitySources {
  private IdentitySources() {}

  /** The values in the template's order, or null if one is missing or empty. */
  static @Nullable List<String> of(Authorizer authorizer, RoutedRequest call) {
    List<String> values = new ArrayList<>();
    for (Identity identity : authorizer.identity()) {
      String value = value(identity, call);
      if (value == null || value.isEmpty()) {
        return null;
      }
      values.add(value);
    }
    return values;
  }

  private static @Nullable String value(Identity identity, RoutedRequest call) {
    ClientRequest request = call.request();
    return switch (identity.place()) {
      case HEADER -> request.headers().last(identity.name());
      case QUERY -> {
        List<String> values = request.query().get(identity.name());
        yield values == null ? null : values.get(values.size() - 1);
      }
      case STAGE_VARIABLE -> call.api().stageVariables().get(identity.name());
      case CONTEXT -> context(identity.name(), call);
    };
  }

  private static @Nullable String context(String name, RoutedRequest call) {
    return switch (name) {
      case "identity.sourceIp" -> call.request().sourceIp();
      case "identity.userAgent" -> call.request().headers().last("User-Agent");
      case "httpMethod" -> call.request().method();
      case "path" -> call.request().path();
      case "resourcePath" -> call.route().path();
      case "stage" -> call.api().stage();
      case "apiId" -> call.api().id();
      default -> null;
    };
  }
}
