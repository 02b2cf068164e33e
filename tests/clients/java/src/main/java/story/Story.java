package story;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import latchkey.ApiClient;
import latchkey.ApiException;
import latchkey.ApiResponse;
import latchkey.DataApisApi;
import latchkey.DataApiRegistration;
import latchkey.FirstKey;
import latchkey.InvalidOrReusedProblem;
import latchkey.IssuedKey;
import latchkey.Key;
import latchkey.KeyExtension;
import latchkey.KeyPatch;
import latchkey.KeyStatus;
import latchkey.KeysApi;
import latchkey.Me;
import latchkey.NotFoundProblem;
import latchkey.Permission;
import latchkey.RegisteredDataApi;
import latchkey.RouteInput;
import latchkey.ServiceApi;

/** Plays README's story with a generated client. */
public final class Story {
  private interface Request {
    Object send() throws ApiException;
  }

  private Story() {}

  public static void main(String[] arguments) throws Exception {
    String dataApiId = System.getenv("DATA_API_ID");
    ApiClient client = Connection.open(System.getenv("API_URL"), System.getenv("TOKEN"));
    KeysApi keys = new KeysApi(client);
    DataApisApi dataApis = new DataApisApi(client);

    Me me = new ServiceApi(client).getMe();
    String permissions = me.getPermissions().stream().map(Permission::getValue).collect(Collectors.joining(" and "));
    say("me: " + me.getName() + " may " + permissions);

    DataApiRegistration registration =
        new DataApiRegistration()
            .dataApiId(dataApiId)
            .domain("sales")
            .dataset("Orders")
            .addRoutesItem(new RouteInput().apiId("orders-data-api").method("GET"))
            .key(new FirstKey().name("first app").validityDays(30));
    String once = UUID.randomUUID().toString();
    ApiResponse<RegisteredDataApi> first = dataApis.registerDataApiWithHttpInfo(registration, once);
    IssuedKey key = first.getData().getKey();
    say("registered: " + first.getStatusCode() + ", " + shown(key));
    say("repeated: " + shown(dataApis.registerDataApi(registration, once).getKey()));
    say("orders: " + orders(key.getApiKey()) + " with the key, " + orders(null) + " without");

    String id = key.getKeyId();
    Key extended = keys.extendKey(id, new KeyExtension().validityDays(60), null);
    say("extended: by " + Duration.between(key.getExpiresAt(), extended.getExpiresAt()).toDays() + " days");
    InvalidOrReusedProblem tooFar = Connection.invalid(refused(() -> keys.extendKey(id, new KeyExtension().validityDays(3000), null)));
    say("extended too far: " + tooFar.getStatus() + " " + tooFar.getType().getValue() + " " + tooFar.getErrors().get(0).getPointer());
    say("edited: " + keys.editKey(id, new KeyPatch().name("Nightly reports")).getName());
    say("listed: " + keys.listKeys(dataApiId, KeyStatus.ACTIVE, 10, null).getKeys().size() + " active key");

    IssuedKey rotated = keys.rotateKey(id, null);
    say("rotated: the old key " + orders(key.getApiKey()) + ", the new key " + orders(rotated.getApiKey()));
    keys.revokeKey(id, null);
    say("revoked: " + orders(rotated.getApiKey()));
    keys.deleteKey(id);
    NotFoundProblem gone = Connection.notFound(refused(() -> keys.getKey(id)));
    say("deleted: " + gone.getStatus() + " " + gone.getType().getValue());

    List<String> kinds = new ArrayList<>();
    while (!kinds.contains("deleted")) { // the audit log is up to a second behind
      kinds.clear();
      keys.listKeyEvents(id, null, null).getEvents().forEach(event -> kinds.add(event.getKind().getValue()));
    }
    say("events: " + String.join(", ", kinds));
    System.exit(0); // the threads of the HTTP client may wait for a minute
  }

  /** The body of a request that fails. */
  private static String refused(Request request) {
    try {
      throw new AssertionError("It succeeded: " + request.send());
    } catch (ApiException e) {
      return e.getResponseBody();
    }
  }

  private static int orders(String apiKey) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(System.getenv("ORDERS_URL")));
    if (apiKey != null) {
      request.header("X-Api-Key", apiKey);
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private static String shown(IssuedKey key) {
    return key.getApiKey() == null ? "without an API key" : "with an API key";
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
