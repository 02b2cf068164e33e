package dev.latchkey.management.handlers;

import static dev.latchkey.management.handlers.StackEvents.DATA_API;
import static dev.latchkey.management.handlers.StackEvents.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.core.application.LookupResult;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.application.StackResource;
import dev.latchkey.core.application.StackResourceStore;
import dev.latchkey.core.domain.Actor;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DataApiFields;
import dev.latchkey.core.domain.DomainScope;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.KeyStatus;
import dev.latchkey.core.memory.InMemoryStackResourceStore;
import dev.latchkey.management.cloudformation.ResponseUrl;
import dev.latchkey.management.json.JsonDocument;
import dev.latchkey.management.json.MalformedJsonException;
import dev.latchkey.testing.TestContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProvisionHandlerTest {
  private static final String SECRET =
      "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf";
  private static final String OTHER_SECRET = SECRET.replace("orders", "other");

  private final ManagementFixture api = new ManagementFixture();
  private final StackVault vault = new StackVault();
  private final InMemoryStackResourceStore resources = new InMemoryStackResourceStore();
  private final List<String> responses = new ArrayList<>();
  private boolean isUnreachable;
  private int requests;

  private final ProvisionHandler handler = handler(DomainScope.of(List.of("sales")));

  private ProvisionHandler handler(DomainScope domains) {
    ManagementDependencies all = api.dependencies();
    return new ProvisionHandler(
        ProvisionDependencies.of(
            new ManagementDependencies(
                all.settings(), all.clock(), all.random(), all.telemetry(), all.stores(), vault),
            domains,
            resources,
            this::receive,
            List.of(Duration.ZERO)));
  }

  private void receive(ResponseUrl url, byte[] response) throws IOException {
    if (isUnreachable) {
      throw new IOException("unreachable");
    }
    assertThat(url.uri()).hasToString(StackEvents.URL);
    assertThat(response).hasSizeLessThanOrEqualTo(4_096);
    responses.add(new String(response, StandardCharsets.UTF_8));
  }

  @BeforeEach
  void tagSecrets() {
    vault.tag(SECRET, "orders");
    vault.tag(OTHER_SECRET, "orders");
  }

  private static Map<String, Object> dataApi() {
    Map<String, Object> properties = new TreeMap<>();
    properties.put("DataApiId", "orders");
    properties.put("Domain", "sales");
    properties.put("Dataset", "Orders");
    properties.put(
        "Routes",
        List.of(
            Map.of("ApiId", "abc", "Stage", "live", "Method", "GET", "Path", "/orders"),
            Map.of("Host", "orders.example.com")));
    properties.put("SecretArn", SECRET);
    return properties;
  }

  private static Map<String, Object> key() {
    Map<String, Object> properties = new TreeMap<>();
    properties.put("DataApiId", "orders");
    properties.put("Name", "nightly reports");
    properties.put("SecretArn", OTHER_SECRET);
    return properties;
  }

  private static Map<String, Object> with(
      Map<String, Object> properties, String name, @Nullable Object value) {
    Map<String, Object> changed = new TreeMap<>(properties);
    if (value == null) {
      changed.remove(name);
    } else {
      changed.put(name, value);
    }
    return changed;
  }

  private Map<String, Object> event(
      String action,
      String type,
      @Nullable String physicalId,
      Map<String, Object> properties,
      @Nullable Map<String, Object> old) {
    return StackEvents.event(
        action,
        "orders-stack",
        "request-" + requests++,
        type,
        type.equals(KEY) ? "Key" : "DataApi",
        physicalId,
        properties,
        old);
  }

  private Map<?, ?> send(Map<String, Object> event) {
    handler.handleRequest(event, new TestContext("provision"));
    return last();
  }

  private Map<?, ?> last() {
    try {
      return (Map<?, ?>) JsonDocument.read(responses.get(responses.size() - 1)).root();
    } catch (MalformedJsonException e) {
      throw new AssertionError(e);
    }
  }

  private Map<?, ?> create(String type, Map<String, Object> properties) {
    return send(event("Create", type, null, properties, null));
  }

  private static String id(Map<?, ?> response) {
    assertThat(response.get("Status")).as("%s", response).isEqualTo("SUCCESS");
    return String.valueOf(response.get("PhysicalResourceId"));
  }

  private static String reason(Map<?, ?> response) {
    assertThat(response.get("Status")).as("%s", response).isEqualTo("FAILED");
    return String.valueOf(response.get("Reason"));
  }

  private ApiKey keyOf(Map<?, ?> response) {
    Map<?, ?> data = (Map<?, ?>) Objects.requireNonNull(response.get("Data"));
    return api.stores.keys().find(new KeyId(String.valueOf(data.get("KeyId")))).orElseThrow();
  }

  private KeyStatus status(ApiKey key) {
    return api.stores.keys().find(key.keyId()).orElseThrow().status(api.now());
  }

  private boolean isIn(String secretArn, ApiKey key) {
    return vault
        .key(secretArn)
        .filter(delivered -> delivered.text().keyId().equals(key.keyId()))
        .filter(
            delivered ->
                api.stores.keys().lookup(key.keyId()) instanceof LookupResult.Found found
                    && found.stored().accepts(delivered.text().hash(), api.now()))
        .isPresent();
  }

  @Test
  void aStackRegistersItsDataApiAndTheKeyIsOnlyInTheSecret() {
    Map<?, ?> response =
        create(
            DATA_API,
            with(
                with(dataApi(), "Quota", Map.of("Calls", "1000", "Per", "day")),
                "Key",
                Map.of(
                    "Name",
                    "first",
                    "ValidityDays",
                    "30",
                    "Tags",
                    Map.of("team", "orders"),
                    "Claims",
                    Map.of("region", "eu"))));
    ApiKey key = keyOf(response);
    DataApi dataApi = api.stores.dataApis().find("orders").orElseThrow();
    Actor stack = new Actor("cloudformation.amazonaws.com", "orders-stack");

    assertThat(id(response)).matches("latchkey-[0-9a-f]{32}");
    assertThat(response.get("Data"))
        .isEqualTo(Map.of("DataApiId", "orders", "KeyId", key.keyId().value()));
    assertThat(key.creation().by()).isEqualTo(stack);
    assertThat(key.fields().require(KeyFields.CLAIMS)).isEqualTo(Map.of("region", "eu"));
    assertThat(key.fields().require(KeyFields.TAGS)).isEqualTo(Map.of("team", "orders"));
    assertThat(key.expiresAt()).isEqualTo(api.now().plus(Duration.ofDays(30)));
    assertThat(dataApi.creation().by()).isEqualTo(stack);
    assertThat(dataApi.routes()).hasSize(2);
    assertThat(isIn(SECRET, key)).isTrue();
    String text = vault.key(SECRET).orElseThrow().text().reveal();
    assertThat(responses.toString() + api.log() + resources.all()).doesNotContain(text);
    assertThat(api.log()).contains(StackEvents.stackId("orders-stack")).doesNotContain("X=1%2F2");
  }

  @Test
  void thePhysicalIdFollowsFromTheStackTheResourceAndWhatNeverChanges() {
    String id = id(create(DATA_API, dataApi()));
    Map<String, Object> elsewhere = event("Create", DATA_API, null, dataApi(), null);
    elsewhere.put("LogicalResourceId", "Other");
    Map<?, ?> refused = send(elsewhere);
    assertThat(reason(refused)).startsWith("DataApiId: ");
    assertThat(refused.get("PhysicalResourceId")).isNotEqualTo(id);
    elsewhere.put("StackId", StackEvents.stackId("other-stack"));
    assertThat(send(elsewhere).get("PhysicalResourceId")).isNotEqualTo(id);
    Map<String, Object> described = with(dataApi(), "Description", "Orders.");
    assertThat(id(send(event("Update", DATA_API, id, described, dataApi())))).isEqualTo(id);
  }

  @Test
  void anUpdateEditsAndClearsFields() {
    Map<String, Object> before =
        with(with(dataApi(), "Owner", "team-a"), "Key", Map.of("Owner", "team-a"));
    Map<?, ?> created = create(DATA_API, before);
    ApiKey key = keyOf(created);
    Map<String, Object> after = with(dataApi(), "Key", Map.of("Description", "Reports."));
    Map<?, ?> updated = send(event("Update", DATA_API, id(created), after, before));

    assertThat(keyOf(updated).fields())
        .isEqualTo(
            key.fields().with(KeyFields.OWNER, null).with(KeyFields.DESCRIPTION, "Reports."));
    assertThat(keyOf(updated).expiresAt()).isEqualTo(key.expiresAt());
    assertThat(keyOf(updated).rotatedAt()).isNull();
    assertThat(api.stores.dataApis().find("orders").orElseThrow().fields().get(DataApiFields.OWNER))
        .isNull();
  }

  @Test
  void aNewValidityCountsFromTheUpdate() {
    create(DATA_API, dataApi());
    Map<?, ?> created = create(KEY, with(key(), "ValidityDays", "10"));
    api.pass(Duration.ofDays(3));
    Map<?, ?> updated =
        send(
            event(
                "Update",
                KEY,
                id(created),
                with(key(), "ValidityDays", "20"),
                with(key(), "ValidityDays", "10")));
    assertThat(keyOf(updated).expiresAt()).isEqualTo(api.now().plus(Duration.ofDays(20)));
  }

  @Test
  void aDeletionRevokesTheFirstKeyAndDeletesTheDataApi() {
    Map<?, ?> created = create(DATA_API, dataApi());
    ApiKey key = keyOf(created);
    id(send(event("Delete", DATA_API, id(created), dataApi(), null)));
    assertThat(status(key)).isEqualTo(KeyStatus.REVOKED);
    assertThat(
            Objects.requireNonNull(api.stores.keys().find(key.keyId()).orElseThrow().revocation())
                .by())
        .isEqualTo(new Actor("cloudformation.amazonaws.com", "orders-stack"));
    assertThat(api.stores.dataApis().find("orders")).isEmpty();
    id(send(event("Delete", DATA_API, id(created), dataApi(), null)));
  }

  @Test
  void aDataApiWithOtherKeysStaysAndItsFirstKeyIsRevokedNevertheless() {
    Map<?, ?> created = create(DATA_API, dataApi());
    String other = api.key("orders");
    handler.handleRequest(
        event("Delete", DATA_API, id(created), dataApi(), null), new TestContext("provision"));
    assertThat(reason(last())).startsWith("DataApiId: The data API has an active");
    assertThat(status(keyOf(created))).isEqualTo(KeyStatus.REVOKED);
    api.revoke(other);
    id(send(event("Delete", DATA_API, id(created), dataApi(), null)));
    assertThat(api.stores.dataApis().find("orders")).isEmpty();
  }

  @Test
  void deletingNothingSucceeds() {
    String made = "orders-stack-DataApi-1ABC";
    id(send(event("Delete", DATA_API, made, dataApi(), null)));
    id(send(event("Delete", KEY, made, Map.of("Wrong", "1"), null)));
    id(send(event("Delete", "Custom::Other", made, Map.of(), null)));
    assertThat(resources.all()).allMatch(mark -> mark.removedAt() != null);
  }

  @Test
  void aCreationWhoseResponseWasLostIsDeletedByItsProperties() {
    Map<?, ?> created = create(KEY, withDataApi(key()));
    id(send(event("Delete", KEY, "orders-stack-Key-1ABC", key(), null)));
    assertThat(status(keyOf(created))).isEqualTo(KeyStatus.REVOKED);
  }

  @Test
  void aLateRepeatOfADeletionThatFoundNothingRemovesNothing() {
    String made = "orders-stack-Key-1ABC";
    Map<?, ?> before = create(KEY, withDataApi(key()));
    id(send(event("Delete", KEY, id(before), key(), null)));
    Map<String, Object> nothing = event("Delete", KEY, made, key(), null);
    id(send(nothing));
    Map<?, ?> created = create(KEY, key());
    id(send(nothing));
    assertThat(status(keyOf(created))).isEqualTo(KeyStatus.ACTIVE);
  }

  private Map<String, Object> withDataApi(Map<String, Object> properties) {
    create(DATA_API, dataApi());
    return properties;
  }

  @Test
  void onlyWhatCarriesTheStackAndTheResourceIsTouched() {
    Map<?, ?> created = create(DATA_API, dataApi());
    for (String member : List.of("StackId", "LogicalResourceId")) {
      Map<String, Object> foreign = event("Delete", DATA_API, id(created), dataApi(), null);
      foreign.put(member, member.equals("StackId") ? StackEvents.stackId("other-stack") : "Other");
      id(send(foreign));
      assertThat(status(keyOf(created))).isEqualTo(KeyStatus.ACTIVE);
      foreign.put("RequestType", "Update");
      foreign.put("OldResourceProperties", dataApi());
      assertThat(reason(send(foreign))).isNotEmpty();
    }
    api.register("manual");
    vault.tag(SECRET, "manual");
    Map<String, Object> manual = with(dataApi(), "DataApiId", "manual");
    assertThat(reason(create(DATA_API, with(manual, "Routes", List.of(Map.of("ApiId", "own"))))))
        .startsWith("DataApiId: This ID is in use");
    id(send(event("Delete", DATA_API, "orders-stack-DataApi-1ABC", manual, null)));
    assertThat(api.stores.dataApis().find("manual")).isPresent();
  }

  @Test
  void aReplacementThatKeepsTheIdIsRefused() {
    Map<?, ?> created = create(DATA_API, dataApi());
    for (Map<String, Object> changed :
        List.of(with(dataApi(), "Dataset", "Other"), with(dataApi(), "SecretArn", OTHER_SECRET))) {
      Map<?, ?> refused = send(event("Update", DATA_API, id(created), changed, dataApi()));
      assertThat(reason(refused)).startsWith("DataApiId must change too");
      assertThat(refused.get("PhysicalResourceId")).isEqualTo(id(created));
    }
    assertThat(status(keyOf(created))).isEqualTo(KeyStatus.ACTIVE);
  }

  @Test
  void aReplacementHasAnotherIdAndIsRolledBack() {
    create(DATA_API, dataApi());
    Map<?, ?> created = create(KEY, key());
    Map<String, Object> moved = with(key(), "SecretArn", SECRET);
    Map<?, ?> replaced = send(event("Update", KEY, id(created), moved, key()));
    assertThat(id(replaced)).isNotEqualTo(id(created));
    assertThat(status(keyOf(created))).isEqualTo(KeyStatus.ACTIVE);

    Map<?, ?> restored = send(event("Update", KEY, id(replaced), key(), moved));
    assertThat(id(restored)).isEqualTo(id(created));
    id(send(event("Delete", KEY, id(replaced), moved, null)));
    assertThat(status(keyOf(replaced))).isEqualTo(KeyStatus.REVOKED);
    assertThat(isIn(OTHER_SECRET, keyOf(created))).isTrue();
  }

  @Test
  void aReplacementThatCloudFormationDoesNotKnowIsRemovedByTheRollback() {
    create(DATA_API, dataApi());
    Map<?, ?> created = create(KEY, key());
    Map<String, Object> moved = with(key(), "SecretArn", SECRET);
    Map<?, ?> lost = send(event("Update", KEY, id(created), moved, key()));
    id(send(event("Update", KEY, id(created), key(), moved)));
    assertThat(status(keyOf(lost))).isEqualTo(KeyStatus.REVOKED);
    assertThat(status(keyOf(created))).isEqualTo(KeyStatus.ACTIVE);
    assertThat(isIn(OTHER_SECRET, keyOf(created))).isTrue();
  }

  @Test
  void aRepeatIsAnsweredAsTheFirstAndChangesNothing() {
    Map<String, Object> event = event("Create", DATA_API, null, dataApi(), null);
    Map<?, ?> first = send(event);
    ApiKey key = keyOf(first);
    assertThat(send(event)).isEqualTo(first);
    assertThat(keyOf(first)).isEqualTo(key);
    assertThat(vault.texts()).hasSize(1);

    Map<String, Object> update =
        event("Update", DATA_API, id(first), with(dataApi(), "Owner", "team-a"), dataApi());
    send(update);
    send(
        event(
            "Update",
            DATA_API,
            id(first),
            with(dataApi(), "Owner", "team-b"),
            with(dataApi(), "Owner", "team-a")));
    DataApi present = api.stores.dataApis().find("orders").orElseThrow();
    send(update);
    assertThat(api.stores.dataApis().find("orders")).contains(present);
  }

  @Test
  void aRepeatAfterTheDeletionCreatesNothing() {
    Map<String, Object> creation = event("Create", DATA_API, null, dataApi(), null);
    Map<?, ?> created = send(creation);
    Map<String, Object> update =
        event("Update", DATA_API, id(created), with(dataApi(), "Owner", "team-a"), dataApi());
    send(update);
    Map<String, Object> deletion = event("Delete", DATA_API, id(created), dataApi(), null);
    send(deletion);
    reason(send(creation));
    reason(send(update));
    assertThat(api.stores.dataApis().find("orders")).isEmpty();

    Map<?, ?> renewed = create(DATA_API, dataApi());
    assertThat(id(renewed)).isEqualTo(id(created));
    send(deletion);
    send(creation);
    assertThat(status(keyOf(renewed))).isEqualTo(KeyStatus.ACTIVE);
    assertThat(api.stores.keys().all()).hasSize(2);
  }

  @Test
  void aRequestWhoseResponseIsNotAcceptedFailsSoThatLambdaRepeatsIt() {
    Map<String, Object> event = event("Create", DATA_API, null, dataApi(), null);
    isUnreachable = true;
    assertThatThrownBy(() -> handler.handleRequest(event, new TestContext("provision")))
        .hasMessage("CloudFormation did not accept the response.");
    assertThat(api.log()).contains("\"batch_errors\":1");
    isUnreachable = false;
    assertThat(keyOf(send(event)).rotatedAt()).isNull();
    assertThat(vault.texts()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Wrong | 1 | Wrong is not a property of this resource.",
        "data_api_id | orders | \"data_api_id\" is not a property of this resource.",
        "dataset | Orders | \"dataset\" is not a property of this resource.",
        "SecretHash | 0 | SecretHash is not a property of this resource.",
        "DeliverTo | 0 | \"DeliverTo\" is not a property of this resource.",
        "DataApiId | Orders | DataApiId must be 2 to 63 characters",
        "Domain | logistics | Domain must be one of the parameter ProvisionDomains",
        "Routes | x | Routes must be a list of 1 to 20 objects.",
        "SecretArn | arn | SecretArn must be the ARN of a secret",
        "Description | '' | Description must be 1 to 1024 characters long.",
        "Key | x | Key must be an object.",
        "RequiredClaims | x | RequiredClaims must be",
        "ServiceTimeout | 60 | ServiceTimeout must be at least 120."
      })
  void aRefusalNamesTheProperty(String name, String value, String expected) {
    Map<String, Object> event = event("Create", DATA_API, null, with(dataApi(), name, value), null);
    if (name.equals("ServiceTimeout")) {
      Map<String, Object> properties = new HashMap<>(dataApi());
      properties.put(name, value);
      event.put("ResourceProperties", properties);
    }
    assertThat(reason(send(event))).contains(expected);
    assertThat(api.stores.dataApis().find("orders")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"DataApiId", "Domain", "Dataset", "Routes", "SecretArn"})
  void aMissingPropertyIsNamed(String name) {
    assertThat(reason(create(DATA_API, with(dataApi(), name, null))))
        .contains(name + " is required");
  }

  @Test
  void innerPropertiesAreNamedByTheirPath() {
    Map<String, Object> properties =
        with(
            with(dataApi(), "Routes", List.of(Map.of("ApiId", "abc", "Path", "orders"))),
            "Key",
            Map.of("ValidityDays", "0", "Claims", Map.of("Region", "eu"), "Wrong", "x"));
    assertThat(reason(create(DATA_API, properties)))
        .contains(
            "Routes.0.Path must",
            "Key.Claims.Region must have a name",
            "Key.Wrong is not a property of this resource.")
        .doesNotContain("\"eu\"");
    assertThat(reason(create(DATA_API, with(dataApi(), "Key", Map.of("ValidityDays", "5000")))))
        .startsWith("Key.ValidityDays must be at most 365 days");
  }

  @Test
  void aSecretOfAnotherDataApiOrNoneIsRefused() {
    vault.tag(SECRET, "invoices");
    assertThat(reason(create(DATA_API, dataApi()))).startsWith("SecretArn must be the whole ARN");
    assertThat(reason(create(DATA_API, with(dataApi(), "SecretArn", SECRET + "x"))))
        .startsWith("SecretArn must be the whole ARN");
  }

  @Test
  void routesNeverOverlapThoseOfAnotherDataApi() {
    create(DATA_API, dataApi());
    api.register("manual");
    Map<String, Object> overlapping = with(dataApi(), "Routes", List.of(Map.of("ApiId", "manual")));
    Map<String, Object> update =
        event(
            "Update",
            DATA_API,
            String.valueOf(last().get("PhysicalResourceId")),
            overlapping,
            dataApi());
    assertThat(reason(send(update))).startsWith("Routes: Another data API has a route");
    vault.tag(SECRET, "second");
    Map<String, Object> second = event("Create", DATA_API, null, overlapping, null);
    second.put("ResourceProperties", with(overlapping, "DataApiId", "second"));
    assertThat(reason(send(second))).startsWith("Routes: Another data API has a route");
    assertThat(api.stores.dataApis().find("second")).isEmpty();
  }

  @Test
  void aKeyOfADataApiInAnotherDomainIsRefusedAsOneOfNone() {
    Map<?, ?> created = create(DATA_API, dataApi());
    ProvisionHandler elsewhere = handler(DomainScope.of(List.of("logistics")));
    elsewhere.handleRequest(event("Create", KEY, null, key(), null), new TestContext("provision"));
    assertThat(reason(last())).isEqualTo("DataApiId must name a registered data API.");
    elsewhere.handleRequest(
        event("Delete", DATA_API, id(created), dataApi(), null), new TestContext("provision"));
    assertThat(reason(last())).contains("ProvisionDomains");
    assertThat(status(keyOf(created))).isEqualTo(KeyStatus.ACTIVE);
  }

  @Test
  void aLongReasonIsCut() {
    Map<String, Object> properties = new TreeMap<>(dataApi());
    for (int i = 0; i < 60; i++) {
      properties.put("ä".repeat(70) + i, "x");
    }
    assertThat(reason(create(DATA_API, properties))).endsWith("…");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ResponseURL",
        "RequestType",
        "StackId",
        "RequestId",
        "LogicalResourceId",
        "ResourceType"
      })
  void anEventThatIsNotOfCloudFormationIsNotAnswered(String member) {
    for (String value : List.of("", "https://example.com/b.s3.amazonaws.com", "\n", "absent")) {
      Map<String, Object> event = event("Create", DATA_API, null, dataApi(), null);
      event.put(member, value);
      if (value.equals("absent")) {
        event.remove(member);
      } else if (member.equals("ResourceType") && value.length() > 1) {
        continue;
      }
      assertThatThrownBy(() -> handler.handleRequest(event, new TestContext("provision")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(member);
    }
    assertThat(responses).isEmpty();
    assertThat(api.stores.dataApis().find("orders")).isEmpty();
  }

  @Test
  void anotherTypeIsRefused() {
    assertThat(reason(create("Custom::Other", dataApi())))
        .isEqualTo("Type must be Custom::LatchkeyDataApi or Custom::LatchkeyKey.");
  }

  @Test
  void anOutageIsNotAnswered() {
    ManagementDependencies all = api.dependencies();
    ProvisionHandler down =
        new ProvisionHandler(
            ProvisionDependencies.of(
                all,
                DomainScope.of(List.of("sales")),
                new StackResourceStore() {
                  @Override
                  public Optional<StackResource> find(String id) {
                    throw RequestException.of(RequestException.Reason.UNAVAILABLE);
                  }

                  @Override
                  public void save(StackResource resource) {}
                },
                this::receive,
                List.of(Duration.ZERO)));
    assertThatThrownBy(
            () ->
                down.handleRequest(
                    event("Create", DATA_API, null, dataApi(), null), new TestContext("provision")))
        .isInstanceOf(RequestException.class);
    assertThat(responses).isEmpty();
  }
}
