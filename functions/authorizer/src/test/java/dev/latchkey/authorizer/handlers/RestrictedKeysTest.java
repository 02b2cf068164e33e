package dev.latchkey.authorizer.handlers;

import static dev.latchkey.authorizer.event.SampleEvents.ORDERS;
import static dev.latchkey.authorizer.event.SampleEvents.SCOPE;
import static dev.latchkey.authorizer.handlers.AuthorizerFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.authorizer.event.AuthorizerEvent;
import dev.latchkey.authorizer.event.SampleEvents;
import dev.latchkey.authorizer.handlers.AuthorizerFixture.Issued;
import dev.latchkey.core.domain.Field;
import dev.latchkey.core.domain.FieldEdits;
import dev.latchkey.core.domain.KeyEdit;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.Route;
import dev.latchkey.local.gateway.AuthorizerResult;
import dev.latchkey.local.gateway.Policy;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests decisions on keys that are limited to methods and networks. */
class RestrictedKeysTest {
  private static final String POST = ORDERS.replace("/GET/", "/POST/");
  private static final String OTHER = SCOPE + "a1/live/GET/orders/18";

  private final AuthorizerFixture function = new AuthorizerFixture();
  private final Issued key = function.register("orders", new Route("a1", "*", "*", "/orders/*"));

  @AfterEach
  void noSecretIsInAnyOutput() {
    function.close();
  }

  @Nested
  class R26 {
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PING")
    void otherMethodsAreDenied(AuthorizerEvent.Format format) throws IOException {
      set(KeyFields.METHODS, List.of("GET", "HEAD", "OPTIONS"));

      JsonNode response = function.invoke(SampleEvents.withKey(format, POST, key.text()));

      assertDenied(response, "method", "forbidden");
      assertThat(allows(response, POST, null)).isFalse();
      assertThat(allows(response, ORDERS, null)).as("a cached policy keeps the others").isTrue();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PING")
    void theOthersAreAllowedAndACachedPolicyKeepsThem(AuthorizerEvent.Format format)
        throws IOException {
      set(KeyFields.METHODS, List.of("GET", "HEAD", "OPTIONS"));

      JsonNode response = function.invoke(SampleEvents.withKey(format, ORDERS, key.text()));

      for (String method : Route.METHODS) {
        assertThat(allows(response, OTHER.replace("/GET/", "/" + method + "/"), null))
            .as(method)
            .isEqualTo(List.of("GET", "HEAD", "OPTIONS").contains(method));
      }
    }

    @Test
    void aMethodThatNoRouteHasIsARouteThatIsNotCovered() throws IOException {
      Issued reader = function.register("reads", new Route("a1", "*", "GET", "/reads/*"));
      edit(reader, KeyFields.METHODS, List.of("POST"));
      JsonNode response =
          function.invoke(
              SampleEvents.withKey(
                  AuthorizerEvent.Format.REST, SCOPE + "a1/live/POST/reads/1", reader.text()));
      assertDenied(response, "route", "forbidden");
      assertThat(response.at("/policyDocument/Statement")).hasSize(1);
    }
  }

  @Nested
  class R25 {
    @ParameterizedTest
    @EnumSource(names = {"REST", "HTTP_1", "HTTP_2"})
    void requestsFromElsewhereAreDenied(AuthorizerEvent.Format format) throws IOException {
      set(KeyFields.NETWORKS, List.of("198.51.100.0/24", "2001:db8::/32"));

      JsonNode response = function.invoke(SampleEvents.withKey(format, ORDERS, key.text()));

      assertDenied(response, "network", "network-denied");
      assertThat(allows(response, ORDERS, "192.0.2.1")).isFalse();
      assertThat(allows(response, ORDERS, "198.51.100.7"))
          .as("a cached policy allows the key's networks")
          .isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"REST", "HTTP_1", "HTTP_2"})
    void requestsFromItsNetworksAreAllowedAndACachedPolicyKeepsThem(AuthorizerEvent.Format format)
        throws IOException {
      set(KeyFields.NETWORKS, List.of("192.0.2.0/31", "2001:db8::/32"));

      JsonNode response = function.invoke(SampleEvents.withKey(format, ORDERS, key.text()));

      assertThat(text(function.loggedLine(), "outcome")).isEqualTo("authorized");
      for (String inside : List.of("192.0.2.0", "192.0.2.1", "2001:db8:ffff::1")) {
        assertThat(allows(response, OTHER, inside)).as(inside).isTrue();
      }
      for (String outside : List.of("192.0.2.2", "192.0.1.255", "2001:db9::", "::192.0.2.1")) {
        assertThat(allows(response, OTHER, outside)).as(outside).isFalse();
      }
      assertThat(allows(response, OTHER, null)).as("unknown").isFalse();
    }

    @Test
    void anEventWithoutAnAddressIsDenied() throws IOException {
      set(KeyFields.NETWORKS, List.of("0.0.0.0/0", "::/0"));
      JsonNode token =
          function.invoke(SampleEvents.withKey(AuthorizerEvent.Format.TOKEN, ORDERS, key.text()));
      assertDenied(token, "network", "network-denied");
      assertThat(allows(token, ORDERS, "192.0.2.1")).isFalse();
      assertThat(allows(token, OTHER, "192.0.2.1")).isFalse();
      for (String address : List.of("", "unknown", "192.0.2.1, 10.0.0.1", "192.0.2.1:443")) {
        JsonNode response = function.invoke(from(address, false));
        assertDenied(response, "network", "network-denied");
        assertThat(allows(response, ORDERS, "192.0.2.1")).as(address).isFalse();
      }
    }

    @ParameterizedTest
    @CsvSource({
      "192.0.2.1, true",
      "::ffff:192.0.2.1, true",
      "2001:DB8:0:0::1, true",
      "10.0.0.1, false",
      "::ffff:10.0.0.1, false",
    })
    void anAddressIsReadInAnyForm(String address, boolean isAllowed) throws IOException {
      set(KeyFields.NETWORKS, List.of("192.0.2.0/24", "2001:db8::/32"));
      function.invoke(from(address, false));
      assertThat(text(function.loggedLine(), "outcome"))
          .isEqualTo(isAllowed ? "authorized" : "denied");
    }

    @Test
    void aPrivateApiNamesTheAddressInItsVpc() throws IOException {
      set(KeyFields.NETWORKS, List.of("10.0.0.0/8"));
      for (String address : List.of("10.1.2.3", "192.0.2.1")) {
        JsonNode response = function.invoke(from(address, true));
        assertThat(response.toString()).contains("aws:VpcSourceIp").doesNotContain("aws:SourceIp");
      }
      assertThat(function.invoke(from("10.1.2.3", false)).toString())
          .contains("aws:SourceIp")
          .doesNotContain("aws:VpcSourceIp");
    }

    private byte[] from(String address, boolean isPrivate) throws IOException {
      ObjectMapper json = new ObjectMapper();
      JsonNode event =
          json.readTree(SampleEvents.withKey(AuthorizerEvent.Format.REST, ORDERS, key.text()));
      ObjectNode identity = (ObjectNode) event.at("/requestContext/identity");
      identity.put("sourceIp", address);
      if (isPrivate) {
        identity.put("vpceId", "vpce-1").put("vpcId", "vpc-1");
      }
      return json.writeValueAsBytes(event);
    }
  }

  @Test
  void theFirstReasonInOrderIsTold() throws IOException {
    set(KeyFields.METHODS, List.of("GET"));
    set(KeyFields.NETWORKS, List.of("10.0.0.0/8"));
    String ambiguous = SCOPE + "a1/live/POST/orders//x";
    String unknown = SCOPE + "a1/live/POST/other";
    for (Map.Entry<String, String> each :
        Map.of(ambiguous, "ambiguous_path", unknown, "route", POST, "method", ORDERS, "network")
            .entrySet()) {
      function.invoke(SampleEvents.withKey(AuthorizerEvent.Format.REST, each.getKey(), key.text()));
      assertThat(text(function.loggedLine(), "reason")).isEqualTo(each.getValue());
    }
  }

  @Test
  void anAllowHasAProblemForOtherRequestsToo() throws IOException {
    JsonNode response =
        function.invoke(SampleEvents.withKey(AuthorizerEvent.Format.REST, ORDERS, key.text()));
    assertThat(response.at("/context/problem").asText()).isEqualTo("forbidden");
    assertThat(response.at("/context/detail").asText())
        .isEqualTo("This API key does not cover this request.");
    assertThat(response.at("/context/retry_after").asText("none")).isEmpty();
  }

  private void set(Field<?> field, List<String> plain) {
    edit(key, field, plain);
  }

  private <T> void edit(Issued edited, Field<T> field, List<String> plain) {
    FieldEdits edits = FieldEdits.NONE.set(field, field.type().stored(plain));
    function.stores.keys().edit(edited.id(), new KeyEdit(edits, null), function.change());
  }

  private void assertDenied(JsonNode response, String reason, String problem) throws IOException {
    JsonNode line = function.loggedLine();
    assertThat(text(line, "outcome")).isEqualTo("denied");
    assertThat(text(line, "reason")).isEqualTo(reason);
    assertThat(response.at("/context/problem").asText()).isEqualTo(problem);
    assertThat(response.at("/context/detail").asText()).endsWith(".");
    assertThat(response.at("/context").has("retry_after")).isTrue();
  }

  /** Returns the decision of the gateway by the policy of a response. */
  private static boolean allows(JsonNode response, String requested, @Nullable String address) {
    return AuthorizerResult.read(response, false)
            .policy()
            .decide(requested, address == null ? Map.of() : Map.of("aws:SourceIp", address))
        == Policy.Decision.ALLOW;
  }
}
