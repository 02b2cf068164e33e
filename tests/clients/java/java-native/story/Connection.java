package story;

import com.fasterxml.jackson.core.JsonProcessingException;
import latchkey.ApiClient;
import latchkey.InvalidOrReusedProblem;
import latchkey.NotFoundProblem;

/** What differs between the libraries that openapi-generator supports: here Java's own HTTP client. */
final class Connection {
  private Connection() {}

  static ApiClient open(String url, String token) {
    ApiClient client = new ApiClient();
    client.updateBaseUri(url);
    client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + token));
    return client;
  }

  static InvalidOrReusedProblem invalid(String body) throws JsonProcessingException {
    return ApiClient.createDefaultObjectMapper().readValue(body, InvalidOrReusedProblem.class);
  }

  static NotFoundProblem notFound(String body) throws JsonProcessingException {
    return ApiClient.createDefaultObjectMapper().readValue(body, NotFoundProblem.class);
  }
}
