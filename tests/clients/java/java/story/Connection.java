package story;

import latchkey.ApiClient;
import latchkey.InvalidOrReusedProblem;
import latchkey.JSON;
import latchkey.NotFoundProblem;

/** What differs between the libraries that openapi-generator supports: here okhttp-gson. */
final class Connection {
  private Connection() {}

  static ApiClient open(String url, String token) {
    ApiClient client = new ApiClient();
    client.setBasePath(url);
    client.setBearerToken(token);
    return client;
  }

  static InvalidOrReusedProblem invalid(String body) {
    return JSON.deserialize(body, InvalidOrReusedProblem.class);
  }

  static NotFoundProblem notFound(String body) {
    return JSON.deserialize(body, NotFoundProblem.class);
  }
}
