package dev.latchkey.tests.system;

import dev.latchkey.tests.system.Fixtures.Made;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every call of the management API, with a request that is good. */
enum ManagementRequests {
  REGISTER_DATA_API(
      Needs.MANAGE, () -> request("POST", "/v1/data-apis", newDataApi(Fixtures.newId()))),
  LIST_DATA_APIS(Needs.READ, () -> request("GET", "/v1/data-apis", null)),
  GET_DATA_API(Needs.READ, () -> request("GET", Fixtures.dataApi().dataApiPath(), null)),
  EDIT_DATA_API(
      Needs.MANAGE,
      () -> request("PATCH", Fixtures.dataApi().dataApiPath(), "{'description': 'edited'}")),
  DELETE_DATA_API(Needs.MANAGE, () -> request("DELETE", unused().dataApiPath(), null)),
  LIST_DATA_API_EVENTS(
      Needs.READ, () -> request("GET", Fixtures.dataApi().dataApiPath() + "/events", null)),
  CREATE_KEY(
      Needs.MANAGE,
      () ->
          request(
              "POST",
              "/v1/keys",
              "{'data_api_id': '%s', 'name': 'a key'}".formatted(Fixtures.dataApi().dataApiId()))),
  CHANGE_KEYS(
      Needs.MANAGE,
      () ->
          request(
              "POST",
              "/v1/keys/bulk",
              "{'action': 'suspend', 'keys': [{'key_id': '%s'}]}"
                  .formatted(Fixtures.key().keyId()))),
  LIST_KEYS(Needs.READ, () -> request("GET", "/v1/keys", null)),
  GET_KEY(Needs.READ, () -> request("GET", Fixtures.key().path(), null)),
  EDIT_KEY(Needs.MANAGE, () -> request("PATCH", Fixtures.key().path(), "{'name': 'edited'}")),
  EXTEND_KEY(
      Needs.MANAGE, () -> request("POST", shortened().path() + "/extend", "{'validity_days': 1}")),
  ROTATE_KEY(
      Needs.MANAGE, () -> request("POST", Fixtures.key().path() + "/rotate", "{'grace_hours': 1}")),
  SUSPEND_KEY(
      Needs.MANAGE,
      () -> request("POST", Fixtures.key().path() + "/suspend", "{'reason': 'unpaid'}")),
  RESUME_KEY(Needs.MANAGE, () -> request("POST", suspended().path() + "/resume", "{}")),
  REVOKE_KEY(
      Needs.MANAGE, () -> request("POST", Fixtures.key().path() + "/revoke", "{'reason': 'lost'}")),
  DELETE_KEY(Needs.MANAGE, () -> request("DELETE", Fixtures.revoked().path(), null)),
  LIST_KEY_EVENTS(Needs.READ, () -> request("GET", Fixtures.key().path() + "/events", null)),
  GET_KEY_USAGE(Needs.READ, () -> request("GET", Fixtures.key().path() + "/usage", null)),
  LIST_EVENTS(Needs.READ, () -> request("GET", "/v1/events", null)),
  EXPLAIN_REQUEST(
      Needs.READ,
      () ->
          request(
              "POST",
              "/v1/explain",
              "{'key_id': '%s', 'method': 'GET', 'api_id': 'a', 'path': '/'}"
                  .formatted(Fixtures.key().keyId()))),
  GET_OWN_KEY(Needs.KEY, () -> request("GET", "/v1/key", null).with(Fixtures.key().apiKey())),
  REVOKE_OWN_KEY(
      Needs.KEY,
      () ->
          request("POST", "/v1/key/revoke", "{'reason': 'leaked'}").with(Fixtures.key().apiKey())),
  GET_ME(Needs.TOKEN, () -> request("GET", "/v1/me", null)),
  GET_HEALTH(Needs.NOTHING, () -> request("GET", "/v1/health", null)),
  GET_OPEN_API(Needs.NOTHING, () -> request("GET", "/v1/openapi.yaml", null));

  /** What a call asks of whoever makes it. */
  enum Needs {
    NOTHING,
    TOKEN,
    KEY,
    READ,
    MANAGE
  }

  /**
   * A request that is good.
   *
   * @param apiKey the API key that it carries, if it does
   */
  record Request(String method, String path, @Nullable String body, @Nullable String apiKey) {
    Request(String method, String path, @Nullable String body) {
      this(method, path, body, null);
    }

    Request with(String newApiKey) {
      return new Request(method, path, body, newApiKey);
    }

    /** The client with the API key. */
    Client by(Client client) {
      return apiKey == null ? client : client.with("X-Api-Key", apiKey);
    }

    RecordedResponse send(Client client) {
      return by(client).send(method, path, body);
    }
  }

  private final Needs needs;

  @SuppressWarnings("ImmutableEnumChecker")
  private final Supplier<Request> request;

  ManagementRequests(Needs needs, Supplier<Request> request) {
    this.needs = needs;
    this.request = request;
  }

  Needs needs() {
    return needs;
  }

  /** A new request, on things of its own. */
  Request request() {
    return request.get();
  }

  /** The id of the operation in {@code openapi.yaml}. */
  String operation() {
    StringBuilder id = new StringBuilder();
    for (String word : List.of(name().split("_", -1))) {
      id.append(word.charAt(0)).append(word.substring(1).toLowerCase(java.util.Locale.ROOT));
    }
    return id.toString();
  }

  static Stream<ManagementRequests> withBody() {
    return Stream.of(values()).filter(call -> call.takesBody());
  }

  static Stream<ManagementRequests> withoutBody() {
    return Stream.of(values()).filter(call -> !call.takesBody() && call.needs != Needs.NOTHING);
  }

  static Stream<ManagementRequests> onTheTable() {
    return Stream.of(values())
        .filter(call -> call.needs != Needs.NOTHING && call.needs != Needs.TOKEN);
  }

  private boolean takesBody() {
    return switch (this) {
      case REGISTER_DATA_API,
          EDIT_DATA_API,
          CREATE_KEY,
          CHANGE_KEYS,
          EDIT_KEY,
          EXTEND_KEY,
          ROTATE_KEY,
          SUSPEND_KEY,
          RESUME_KEY,
          REVOKE_KEY,
          EXPLAIN_REQUEST,
          REVOKE_OWN_KEY ->
          true;
      default -> false;
    };
  }

  static String newDataApi(String id) {
    return "{'data_api_id': '%s', 'domain': 'sales', 'dataset': 'Orders', 'routes': [{'api_id': 'api-of-%s'}]}"
        .formatted(id, id);
  }

  private static Made unused() {
    return Fixtures.revoked();
  }

  private static Made suspended() {
    Made key = Fixtures.key();
    Fixtures.engineer().post(key.path() + "/suspend").expect(200);
    return key;
  }

  private static Made shortened() {
    Made key = Fixtures.key();
    Fixtures.engineer()
        .patch(key.path(), "{'expires_at': '%s'}".formatted(Fixtures.inDays(30)))
        .expect(200);
    return key;
  }

  private static Request request(String method, String path, @Nullable String body) {
    return new Request(method, path, body);
  }
}
