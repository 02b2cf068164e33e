package dev.latchkey.authorizer.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.latchkey.authorizer.event.AuthorizerEvent;
import dev.latchkey.authorizer.event.MethodArn;
import dev.latchkey.authorizer.event.SampleEvents;
import dev.latchkey.core.application.KeyHeaders.Credential;
import dev.latchkey.core.domain.Actor;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.Creation;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DataApiFields;
import dev.latchkey.core.domain.DataApiRef;
import dev.latchkey.core.domain.Field;
import dev.latchkey.core.domain.FieldValues;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.Route;
import dev.latchkey.core.domain.RoutePath;
import dev.latchkey.core.telemetry.JsonBuffer;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PoliciesTest {
  private static final AuthorizerEvent CALLED =
      new AuthorizerEvent(
          AuthorizerEvent.Format.REST,
          MethodArn.parse(SampleEvents.ORDERS),
          new Credential.None(),
          null,
          false,
          null,
          null,
          null);

  @Test
  void aNameOfAnyUnicodeArrivesAsItIsAndGoesAsAscii() throws IOException {
    String name = "Bestellungen für \"Köln\" \\ 注文 😀";

    String response = allow(name, List.of(new Route("a1", "*", "*", "*"))).toString();

    assertThat(response).matches("[ -~]*");
    assertThat(context(response, "name")).isEqualTo(name);
    assertThat(context(response, "created_by")).isEqualTo(name);
  }

  @Test
  void aControlCharacterThatGotIntoTheTableGetsIntoNoHeader() throws IOException {
    String response =
        allow("a\r\nSet-Cookie: b\u0000\u007f\u0085c", List.of(new Route("a1", "*", "*", "*")))
            .toString();
    assertThat(context(response, "name")).isEqualTo("a  Set-Cookie: b   c");
    assertThat(context(response, "domain")).isEqualTo("a  Set-Cookie: b   c");
    assertThat(
            context(
                allow("\r\n", List.of(new Route("a1", "*", "*", "*"))).toString(), "created_by"))
        .isEqualTo("  ");
  }

  /**
   * A field passed on by a key and by its data API would be there twice, which is an error here.
   */
  @Test
  void dataApisReceiveTheseFieldsAndNoOthers() throws IOException {
    Map<String, Object> filled = new HashMap<>();
    Stream.concat(KeyFields.ALL.stream(), DataApiFields.ALL.stream())
        .forEach(field -> filled.put(field.name(), value(field)));
    String answer =
        allow(
                "text",
                FieldValues.stored(KeyFields.ALL, filled),
                FieldValues.stored(DataApiFields.ALL, filled))
            .toString();

    JsonNode context =
        JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build()
            .readTree(answer)
            .get("context");
    assertThat(context.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "key_id",
            "data_api_id",
            "domain",
            "created_by",
            "expires_at",
            "name",
            "owner",
            "claim_region",
            "dataset",
            "problem",
            "detail",
            "retry_after");
  }

  @Test
  void everyContextValueIsAString() throws IOException {
    JsonNode response =
        new ObjectMapper().readTree(allow("n", List.of(new Route("a1", "*", "*", "*"))).toString());
    assertThat(response.get("context")).hasSize(10).allMatch(JsonNode::isTextual);
  }

  @Test
  void theLargestResponseStaysFarBelowLambdasLimit() {
    Route longest =
        new Route("a1", "s".repeat(128), "*", "/" + "x".repeat(RoutePath.MAX_LENGTH - 3) + "/*");
    int length =
        allow("\"".repeat(512), Collections.nCopies(DataApiFields.MAX_ROUTES, longest))
            .toBytes()
            .length;
    assertThat(length).isBetween(50_000, 100_000);
  }

  @Test
  void claimsArriveByTheirNames() throws IOException {
    FieldValues ofKey =
        FieldValues.NONE
            .with(KeyFields.NAME, "n")
            .with(KeyFields.CLAIMS, Map.of("region", "Köln\r\n\"x\"", "owner", "o", "name", "m"));
    FieldValues ofDataApi =
        FieldValues.NONE.with(DataApiFields.DATASET, "d").with(DataApiFields.ROUTES, List.of());
    String response = allow("text", ofKey, ofDataApi).toString();
    assertThat(context(response, "claim_region")).isEqualTo("Köln  \"x\"");
    assertThat(context(response, "claim_owner")).isEqualTo("o");
    assertThat(context(response, "name")).isEqualTo("n");
    assertThat(context(response, "owner")).isEmpty();
  }

  private static Object value(Field<?> field) {
    if (field.type().plainType() == Map.class) {
      return field.name().equals("quota")
          ? Map.of("calls", BigDecimal.ONE, "per", "day")
          : Map.of("region", "eu");
    }
    return field.type().plainType() == List.class ? List.of() : "text";
  }

  private static JsonBuffer allow(String text, List<Route> routes) {
    return allow(
        text,
        FieldValues.NONE.with(KeyFields.NAME, text),
        FieldValues.NONE.with(DataApiFields.DATASET, text).with(DataApiFields.ROUTES, routes));
  }

  private static JsonBuffer allow(String text, FieldValues ofKey, FieldValues ofDataApi) {
    Actor actor = new Actor("subject", text);
    DataApiRef ref = new DataApiRef("orders", text, "r");
    Creation creation = new Creation(Instant.EPOCH, actor);
    DataApi dataApi = DataApi.registered(ref, ofDataApi, creation);
    ApiKey key =
        ApiKey.created(new KeyId("A".repeat(16)), ref, ofKey, "lk", creation, Instant.EPOCH);
    return Policies.allow(key, dataApi, CALLED);
  }

  private static String context(String response, String field) throws IOException {
    return new ObjectMapper().readTree(response).at("/context/" + field).asText();
  }
}
