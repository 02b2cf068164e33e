package dev.latchkey.tests.template;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.local.template.FunctionDefinition;
import dev.latchkey.local.template.Template;
import dev.latchkey.testing.dynamodb.GuardedDynamoDb.Asked;
import dev.latchkey.testing.dynamodb.Statement;
import dev.latchkey.testing.secretsmanager.SecretRight;
import dev.latchkey.tests.dynamodb.MarkedPackages;
import dev.latchkey.tests.events.OperatorEvents;
import dev.latchkey.tests.template.StackFunctions.Call;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The life of keys and of a data API, each function called with only its own role. What a role
 * allows and no call needs is too much; what a call needs and its role does not allow is too
 * little.
 */
final class LeastPrivilegeTest {
  private static final String ROUTES = "'routes': [{'api_id': 'orders'}]";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Without it, there is no function for stacks. */
  private static final Map<String, String> PROVISIONING = Map.of("ProvisionDomains", "sales");

  /** What each function may write of {@link WriteAttempts#PARTITIONS}; the others write nothing. */
  private static final Map<String, Set<String>> WRITES =
      Map.ofEntries(
          entry("RegisterDataApiFunction", Set.of("PutItem KEY#x", "PutItem API#x")),
          entry("EditDataApiFunction", Set.of("UpdateItem API#x")),
          entry("DeleteDataApiFunction", Set.of("UpdateItem API#x")),
          entry("CreateKeyFunction", Set.of("PutItem KEY#x")),
          entry("ChangeKeysFunction", Set.of("UpdateItem KEY#x")),
          entry("EditKeyFunction", Set.of("UpdateItem KEY#x")),
          entry("ExtendKeyFunction", Set.of("UpdateItem KEY#x")),
          entry("RotateKeyFunction", Set.of("UpdateItem KEY#x")),
          entry("RotateSecretFunction", Set.of("UpdateItem KEY#x")),
          entry(
              "ProvisionFunction",
              Set.of(
                  "PutItem KEY#x",
                  "PutItem API#x",
                  "PutItem STACK#x",
                  "UpdateItem KEY#x",
                  "UpdateItem API#x")),
          entry("SuspendKeyFunction", Set.of("UpdateItem KEY#x")),
          entry("ResumeKeyFunction", Set.of("UpdateItem KEY#x")),
          entry("RevokeKeyFunction", Set.of("UpdateItem KEY#x")),
          entry("RevokeOwnKeyFunction", Set.of("UpdateItem KEY#x")),
          entry("AuthorizeKeyFunction", Set.of("UpdateItem LIMIT#x")),
          entry("DeleteKeyFunction", Set.of("UpdateItem KEY#x")),
          entry("RecordEventsFunction", Set.of("PutItem EVENT#KEY#x", "PutItem EVENT#API#x")),
          entry(
              "RecordUsageFunction",
              Set.of(
                  "PutItem USAGE#BATCH#x#0", "UpdateItem USAGE#x", "UpdateItem USAGE#BATCH#x#0")),
          entry("NotifyFunction", Set.of("PutItem NOTICE#x")));

  private static final List<Statement> STATEMENTS =
      Statement.of(Template.load(MarkedPackages.template(), "latchkey", PROVISIONING));

  private static StackFunctions functions;
  private static List<Call> calls;
  private static List<Asked> denied;

  @BeforeAll
  static void tellTheStory() throws InterruptedException {
    functions = new StackFunctions();
    awaitStart();
    String first = registerAndRepeat();
    String key = createAndRepeat();
    change(key);
    deliver(key);
    look(key);
    lookInOneDomain();
    authorize();
    lookAtUsage(first);
    provision();
    assertThat(functions.invoke("NotifyFunction", Map.of()).isNull()).isTrue();
    end(key);
    functions.deliverChanges(
        () ->
            await(
                () ->
                    asked("RecordEvents", "Put", "EVENT#KEY#")
                        && asked("RecordEvents", "Put", "EVENT#API#")));
    expect(200, "ListEvents", "GET /v1/events", Map.of(), null, "");
    dataApi("GET", "ListDataApiEvents", "orders", "/events", null, 200);
    key("GET", "ListKeyEvents", first, "/events", null, 200);
    dataApi("GET", "ListDataApiEvents", "unknown", "/events", null, 404);
    key("GET", "ListKeyEvents", "0".repeat(16), "/events", null, 404);
    calls = functions.calls();
    denied = functions.denied();
  }

  /** The first request to the table takes long on a machine that is busy. */
  private static void awaitStart() {
    JsonNode response;
    do {
      response =
          functions.call("ListDataApisFunction", "GET /v1/data-apis", Map.of(), null, "start");
    } while (response.path("statusCode").asInt() == 503);
  }

  @AfterAll
  static void close() {
    functions.close();
  }

  @Test
  void nothingThatAFunctionNeedsIsDenied() {
    assertThat(denied).isEmpty();
    assertThat(calls).hasSizeGreaterThan(20);
  }

  static List<Statement> statements() {
    return STATEMENTS;
  }

  @ParameterizedTest
  @MethodSource("statements")
  void withoutThisACallFails(Statement statement) {
    List<Call> needing =
        calls.stream()
            .filter(each -> each.asked().stream().anyMatch(it -> isOnlyAllowedBy(statement, it)))
            .toList();
    functions.forgetNotices();
    functions.table().allowOnly(statements().stream().filter(it -> !it.equals(statement)).toList());
    int before = functions.denied().size();
    assertThat(needing).as("calls that need %s", statement).anyMatch(functions::fails);
    assertThat(functions.denied().stream().skip(before))
        .as("what is denied without %s", statement)
        .anyMatch(asked -> asked.isAllowedBy(statement));
  }

  @Test
  void theFrontDoorHasTheRoleOfTheAuthorizer() {
    List<Statement> all =
        Statement.of(
            Template.load(MarkedPackages.template(), "latchkey", Map.of("FrontDoor", "true")));
    assertThat(rights(all, "FrontDoorFunction"))
        .isNotEmpty()
        .isEqualTo(rights(all, "AuthorizeKeyFunction"));
  }

  private static List<String> rights(List<Statement> all, String function) {
    return all.stream()
        .filter(statement -> statement.function().equals(function))
        .map(statement -> statement.toString().replace(function, ""))
        .toList();
  }

  @Test
  void whoNeitherMakesNorVerifiesSecretsReadsNoHash() {
    Set<String> readers =
        Set.of(
            "GetKeyFunction",
            "EditKeyFunction",
            "ListKeyEventsFunction",
            "ListKeysFunction",
            "NotifyFunction");
    assertThat(statements())
        .filteredOn(statement -> readers.contains(statement.function()))
        .filteredOn(statement -> statement.action().matches("dynamodb:(GetItem|Query)"))
        .filteredOn(statement -> !statement.resource().contains("/index/"))
        .hasSizeGreaterThan(3)
        .allSatisfy(
            statement ->
                assertThat(statement.attributes())
                    .isNotNull()
                    .doesNotContain("secret_hash", "previous_secret_hash"));
  }

  static List<String> functionsOfTheTemplate() {
    return functions.template().functions().stream()
        .map(FunctionDefinition::logicalId)
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @MethodSource("functionsOfTheTemplate")
  void onlyRecordEventsWritesEventsAndOnlyRecordUsageWritesUsage(String function) {
    WriteAttempts attempts = new WriteAttempts(functions, function);
    assertThat(attempts.written()).isEqualTo(WRITES.getOrDefault(function, Set.of()));
  }

  @AfterEach
  void allowAll() {
    functions.table().allowOnly(statements());
  }

  @Test
  void withoutItsRoleAFunctionReachesNothing() {
    int before = functions.denied().size();
    functions.table().allowOnly(List.of());
    JsonNode answer =
        functions.call(
            "GetKeyFunction", "GET /v1/keys/{key_id}", keyPath("0".repeat(16)), null, "");
    assertThat(answer.get("statusCode").asInt()).isGreaterThanOrEqualTo(500);
    assertThat(functions.denied().stream().skip(before))
        .extracting(asked -> asked.need().action())
        .containsOnly("dynamodb:GetItem");
  }

  @Test
  void functionsWithoutATableHaveNoRoleInIt() {
    Template template = functions.template();
    List<String> without =
        List.of("GetMe", "GetHealth", "GetOpenApi", "Console", "AuthorizeOperator");
    assertThat(Statement.of(template))
        .extracting(Statement::function)
        .doesNotContainAnyElementsOf(without.stream().map(verb -> verb + "Function").toList());
  }

  private static boolean isOnlyAllowedBy(Statement statement, Asked asked) {
    return statements().stream().filter(asked::isAllowedBy).toList().equals(List.of(statement));
  }

  private static String registerAndRepeat() throws InterruptedException {
    register("orders", "", UUID.randomUUID().toString(), 201);
    String end = Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.SECONDS).toString();
    String idempotencyKey = UUID.randomUUID().toString();
    String rest = ", 'key': {'expires_at': '%s'}".formatted(end);
    String first = register("late", rest, idempotencyKey, 201).at("/key/key_id").asText();
    await(
        () ->
            register("late", rest, idempotencyKey, 200).has("key")
                && asked("RegisterDataApi", "Get", "API#"));
    return first;
  }

  private static JsonNode register(String id, String rest, String idempotencyKey, int status) {
    String body =
        "{'data_api_id': '%s', 'domain': 'sales', 'dataset': 'orders', %s%s}"
            .formatted(id, ROUTES, rest);
    return expect(status, "RegisterDataApi", "POST /v1/data-apis", Map.of(), body, idempotencyKey);
  }

  private static String createAndRepeat() throws InterruptedException {
    String idempotencyKey = UUID.randomUUID().toString();
    String end = Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.SECONDS).toString();
    String body = "{'data_api_id': 'orders', 'name': 'short', 'expires_at': '%s'}".formatted(end);
    expect(201, "CreateKey", "POST /v1/keys", Map.of(), body, idempotencyKey);
    await(
        () ->
            expect(200, "CreateKey", "POST /v1/keys", Map.of(), body, idempotencyKey).has("key_id")
                && asked("CreateKey", "Get", "KEY#"));
    String lasting = "{'data_api_id': 'orders', 'name': 'app'}";
    return expect(201, "CreateKey", "POST /v1/keys", Map.of(), lasting, idempotencyKey + "-2")
        .get("key_id")
        .asText();
  }

  private static void change(String key) {
    key("PATCH", "EditKey", key, "", "{'name': 'other'}", 200);
    key("PATCH", "EditKey", key, "", "{}", 200);
    key("PATCH", "EditKey", key, "", "{'expires_at': '%s'}".formatted(inDays(10)), 200);
    key("POST", "ExtendKey", key, "/extend", "{'validity_days': 1}", 200);
    key("POST", "RotateKey", key, "/rotate", "{}", 200);
    key("POST", "SuspendKey", key, "/suspend", "{}", 200);
    key("POST", "ResumeKey", key, "/resume", "{}", 200);
    changeKeys("'action': 'edit', 'owner': 'Data platform'", key);
    changeKeys("'action': 'resume'", key);
    dataApi("PATCH", "EditDataApi", "orders", "", "{'description': 'Orders.'}", 200);
    dataApi("PATCH", "EditDataApi", "orders", "", "{%s}".formatted(ROUTES), 200);
    dataApi("PATCH", "EditDataApi", "orders", "", "{'required_claims': ['region']}", 200);
    dataApi("PATCH", "EditDataApi", "orders", "", "{'required_claims': []}", 200);
    dataApi("PATCH", "EditDataApi", "orders", "", "{}", 200);
  }

  /** Delivers keys, and rotates them as Secrets Manager does, one not to its end. */
  private static void deliver(String key) {
    String arn = functions.ownedSecrets().create("orders");
    String body = "{'data_api_id': 'orders', 'name': 'delivered', %s}".formatted(deliverTo(arn));
    expect(201, "CreateKey", "POST /v1/keys", Map.of(), body, idempotencyKey());
    String unfinished = functions.ownedSecrets().create("delivered");
    String first = ", 'key': {%s}".formatted(deliverTo(unfinished));
    register("delivered", first, idempotencyKey(), 201);
    String target = deliverTo(functions.ownedSecrets().create("orders"));
    key("POST", "RotateKey", key, "/rotate", "{'grace_hours': 1, %s}".formatted(target), 200);
    rotate(arn, "createSecret", "setSecret", "testSecret", "finishSecret");
    rotate(unfinished, "createSecret", "setSecret");
  }

  private static String deliverTo(String secretArn) {
    return "'deliver_to': {'secret_arn': '%s'}".formatted(secretArn);
  }

  private static void rotate(String secretArn, String... steps) {
    String version = functions.ownedSecrets().beginRotation(secretArn);
    for (String step : steps) {
      JsonNode answer =
          functions.invoke(
              "RotateSecretFunction",
              Map.of("Step", step, "SecretId", secretArn, "ClientRequestToken", version));
      assertThat(answer.isNull()).as("%s: %s", step, answer).isTrue();
    }
  }

  @Test
  void functionsUseOfSecretsWhatTheirRolesAllowAndNothingElse() {
    Set<SecretRight> rights =
        SecretRight.of(Template.load(MarkedPackages.template(), "latchkey", PROVISIONING));
    assertThat(rights)
        .extracting(SecretRight::function)
        .contains("CreateKeyFunction", "RotateSecretFunction");
    assertThat(functions.secrets().used()).containsExactlyInAnyOrderElementsOf(rights);
  }

  @Test
  void aSecretWithoutTheTagIsOutOfReach() {
    String arn = functions.ownedSecrets().createUntagged();
    String body = "{'data_api_id': 'delivered', 'name': 'x', %s}".formatted(deliverTo(arn));
    expect(422, "CreateKey", "POST /v1/keys", Map.of(), body, idempotencyKey());
  }

  /**
   * A stack registers a data API, edits it, and creates a second key, whose data API cannot be
   * deleted therefore. Another data API is refused for its route.
   */
  private static void provision() {
    String secret = functions.ownedSecrets().create("provisioned");
    Map<String, ?> dataApi = dataApiOfStack("provisioned", secret);
    String id =
        stack("Create", "Custom::LatchkeyDataApi", "Api", "", dataApi, "SUCCESS")
            .path("PhysicalResourceId")
            .asText();
    Map<String, Object> edited = new HashMap<>(dataApi);
    edited.put("Description", "Orders");
    stack("Update", "Custom::LatchkeyDataApi", "Api", id, edited, "SUCCESS");
    stack(
        "Create",
        "Custom::LatchkeyKey",
        "Key",
        "",
        Map.of("DataApiId", "provisioned", "Name", "second", "SecretArn", secret),
        "SUCCESS");
    stack("Delete", "Custom::LatchkeyDataApi", "Api", id, dataApi, "FAILED");
    Map<String, ?> taken = dataApiOfStack("taken", functions.ownedSecrets().create("taken"));
    stack("Create", "Custom::LatchkeyDataApi", "Taken", "", taken, "FAILED");
  }

  private static Map<String, ?> dataApiOfStack(String id, String secretArn) {
    return Map.of(
        "DataApiId",
        id,
        "Domain",
        "sales",
        "Dataset",
        "Orders",
        "Routes",
        List.of(Map.of("ApiId", "provisioned")),
        "SecretArn",
        secretArn);
  }

  private static JsonNode stack(
      String action,
      String type,
      String logicalId,
      String physicalId,
      Map<String, ?> properties,
      String status) {
    Map<String, Object> event =
        new HashMap<>(
            Map.of(
                "RequestType", action,
                "ServiceToken", "arn:aws:lambda:us-east-1:000000000000:function:provision",
                "StackId", "arn:aws:cloudformation:us-east-1:000000000000:stack/orders/0",
                "LogicalResourceId", logicalId,
                "PhysicalResourceId", physicalId.isEmpty() ? "none" : physicalId,
                "ResourceType", type,
                "ResourceProperties", properties));
    if (action.equals("Update")) {
      event.put("OldResourceProperties", properties);
    }
    JsonNode response = functions.provision(event);
    assertThat(response.path("Status").asText()).as("%s", response).isEqualTo(status);
    return response;
  }

  private static void look(String key) {
    expect(200, "ListKeys", "GET /v1/keys", Map.of(), null, "");
    expect(200, "ListKeys", "GET /v1/keys?data_api_id=orders", Map.of(), null, "");
    expect(200, "ListKeys", "GET /v1/keys?sort=expires_at", Map.of(), null, "");
    expect(200, "ListKeys", "GET /v1/keys?domain=sales&tag.team=a.b", Map.of(), null, "");
    expect(200, "ListDataApis", "GET /v1/data-apis", Map.of(), null, "");
    expect(200, "ListDataApis", "GET /v1/data-apis?domain=sales", Map.of(), null, "");
    dataApi("GET", "GetDataApi", "orders", "", null, 200);
    key("GET", "GetKey", key, "", null, 200);
    functions.invoke("GetHealthFunction", Map.of("httpMethod", "GET", "resource", "/v1/health"));
    expect(200, "GetMe", "GET /v1/me", Map.of(), null, "");
  }

  /** Looks at the usage of a key that is not deleted later. */
  private static void lookAtUsage(String key) {
    functions.invoke(
        "RecordUsageFunction",
        Map.of("awslogs", Map.of("data", StackFunctions.logData("three-lines"))));
    key("GET", "GetKey", key, "?include=usage", null, 200);
    key("GET", "GetKeyUsage", key, "/usage", null, 200);
    expect(200, "ListKeys", "GET /v1/keys?include=usage", Map.of(), null, "");
  }

  private static void lookInOneDomain() {
    inOneDomain("ListKeys", "GET /v1/keys", Map.of());
    inOneDomain("ListKeys", "GET /v1/keys?data_api_id=orders", Map.of());
    inOneDomain("ListKeys", "GET /v1/keys?sort=expires_at&data_api_id=orders", Map.of());
    inOneDomain("ListDataApis", "GET /v1/data-apis", Map.of());
    inOneDomain("ListEvents", "GET /v1/events", Map.of());
  }

  private static void inOneDomain(String verb, String call, Map<String, String> path) {
    JsonNode answer =
        functions.invoke(
            verb + "Function", OperatorEvents.event(call, path, null, Map.of(), "sales"));
    assertThat(answer.path("statusCode").asInt()).as("%s", answer).isLessThan(300);
  }

  private static void changeKeys(String change, String key) {
    String body = "{%s, 'keys': [{'key_id': '%s'}]}".formatted(change, key);
    expect(200, "ChangeKeys", "POST /v1/keys/bulk", Map.of(), body, UUID.randomUUID().toString());
  }

  private static void authorize() {
    String made = withQuota();
    JsonNode answer = functions.authorize(made, "/orders");
    assertThat(answer.toString()).contains("\"Allow\"");
    assertThat(functions.authorize(made, "/orders").toString()).contains("\"Allow\"");
    assertThat(asked("AuthorizeKey", "BatchGet", "API#")).isTrue();
    authorizeWithoutItsDataApi();
    explain(made, "");
    explain(made, ", 'at': '%s'".formatted(Instant.now().truncatedTo(ChronoUnit.SECONDS)));
    holder("GetOwnKey", "GET /v1/key", made, 48);
    holder("RevokeOwnKey", "POST /v1/key/revoke", withQuota(), 50);
  }

  /**
   * A key whose data API was deleted out of band: it is not read together with the key, since it is
   * not known to exist.
   */
  private static void authorizeWithoutItsDataApi() {
    String apiKey =
        register("lost", ", 'key': {}", UUID.randomUUID().toString(), 201)
            .at("/key/api_key")
            .asText();
    functions.delete("API#lost", "API");
    assertThat(functions.authorize(apiKey, "/orders").toString()).doesNotContain("\"Allow\"");
  }

  /** Creates a key with a quota of 50 requests, and returns its text. */
  private static String withQuota() {
    String body =
        "{'data_api_id': 'orders', 'name': 'caller', 'quota': {'calls': 50, 'per': 'month'}}";
    return expect(201, "CreateKey", "POST /v1/keys", Map.of(), body, UUID.randomUUID().toString())
        .get("api_key")
        .asText();
  }

  private static void explain(String apiKey, String rest) {
    String body =
        "{'api_key': '%s', 'method': 'GET', 'api_id': 'orders', 'path': '/orders'%s}"
            .formatted(apiKey, rest);
    expect(200, "ExplainRequest", "POST /v1/explain", Map.of(), body, "");
  }

  private static void holder(String verb, String call, String apiKey, int remaining) {
    JsonNode answer =
        functions.invoke(
            verb + "Function",
            OperatorEvents.event(call, Map.of(), null, Map.of("X-Api-Key", apiKey)));
    assertThat(answer.path("statusCode").asInt()).as("%s", answer).isEqualTo(200);
    assertThat(answer.path("body").asText()).contains("\"remaining\":" + remaining);
  }

  private static void end(String key) {
    key("POST", "RevokeKey", key, "/revoke", null, 200);
    key("DELETE", "DeleteKey", key, "", null, 204);
    dataApi("DELETE", "DeleteDataApi", "orders", "", null, 409);
    inOneDomain(
        "DeleteDataApi", "DELETE /v1/data-apis/{data_api_id}", Map.of("data_api_id", "late"));
  }

  private static JsonNode key(
      String method, String verb, String id, String rest, @Nullable String body, int status) {
    return expect(
        status, verb, method + " /v1/keys/{key_id}" + rest, keyPath(id), body, idempotencyKey());
  }

  private static JsonNode dataApi(
      String method, String verb, String id, String rest, @Nullable String body, int status) {
    String call = method + " /v1/data-apis/{data_api_id}" + rest;
    return expect(status, verb, call, Map.of("data_api_id", id), body, idempotencyKey());
  }

  /** The body of the answer, whose status has to be this one. */
  private static JsonNode expect(
      int status,
      String verb,
      String call,
      Map<String, String> path,
      @Nullable String body,
      String idempotencyKey) {
    JsonNode answer = functions.call(verb + "Function", call, path, body, idempotencyKey);
    assertThat(answer.path("statusCode").asInt())
        .as("%s: %s, denied: %s, log: %s", call, answer, functions.denied(), functions.log())
        .isEqualTo(status);
    return StackFunctions.json(answer.path("body").asText());
  }

  private static boolean asked(String verb, String operation, String... partition) {
    return functions.allowed().stream()
        .filter(asked -> asked.function().equals(verb + "Function"))
        .map(Asked::need)
        .filter(need -> need.action().startsWith("dynamodb:" + operation))
        .anyMatch(need -> partition.length == 0 || need.leadingKey().startsWith(partition[0]));
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(deadline);
      Thread.sleep(100);
    }
  }

  private static Map<String, String> keyPath(String id) {
    return Map.of("key_id", id);
  }

  private static String inDays(int days) {
    return Instant.now().plus(days, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String idempotencyKey() {
    return UUID.randomUUID().toString();
  }
}
