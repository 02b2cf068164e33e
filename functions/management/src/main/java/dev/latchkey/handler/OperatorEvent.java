package dev.latchkey.handler;

import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The event of a {@code REQUEST} authorizer, with the headers that the library's own leaves out:
 * {@code headers} shows one value of each.
 */
public final class OperatorEvent extends APIGatewayCustomAuthorizerEvent {
  private static final long serialVersionUID = 1;

  private @Nullable Map<String, List<String>> multiValueHeaders;

  public @Nullable Map<String, List<String>> getMultiValueHeaders() {
    return multiValueHeaders;
  }

  public void setMultiValueHeaders(@Nullable Map<String, List<String>> multiValueHeaders) {
    this.multiValueHeaders = multiValueHeaders;
  }

  /** All values of a header, named in any case. */
  List<String> values(String name) {
    Map<String, List<String>> all =
        Objects.requireNonNullElseGet(multiValueHeaders, Map::<String, List<String>>of);
    Map<String, String> last = Objects.requireNonNullElseGet(getHeaders(), Map::<String, String>of);
    return all.isEmpty()
        ? last.keySet().stream().filter(name::equalsIgnoreCase).map(last::get).toList()
        : all.keySet().stream()
            .filter(name::equalsIgnoreCase)
            .flatMap(each -> all.getOrDefault(each, List.of()).stream())
            .toList();
  }
}
