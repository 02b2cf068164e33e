package dev.latchkey.authorizer.policy;

import dev.latchkey.authorizer.event.MethodArn;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DataApiFields;
import dev.latchkey.core.domain.Field;
import dev.latchkey.core.domain.FieldValues;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.telemetry.JsonBuffer;
import java.util.List;

/**
 * The authorizer's responses to API Gateway: a principal, an IAM policy and the context for the
 * data API. API Gateway may cache the policy and apply it to later requests with the same key, so
 * it always covers everything that the key allows, not only the current request.
 */
public final class Policies {
  private static final int USUAL_LENGTH = 2_560;
  private static final String ALLOW = "Allow";
  private static final String DENY = "Deny";
  private static final List<Field<?>> OF_KEYS = passedOn(KeyFields.ALL);
  private static final List<Field<?>> OF_DATA_APIS = passedOn(DataApiFields.ALL);

  private Policies() {}

  /** Allows a key all routes of its data API, except ambiguous paths. */
  public static JsonBuffer allow(ApiKey key, DataApi dataApi, MethodArn requested) {
    JsonBuffer json = begin(key.keyId().value());
    statement(json, ALLOW, PolicyResources.of(dataApi, requested));
    begin(json, DENY);
    PolicyResources.writeAmbiguous(json, requested);
    end(json);
    return end(json, key, dataApi);
  }

  /**
   * Denies a valid key a request that its data API does not cover. The policy still allows the
   * key's routes, so that a cached policy does not block them.
   */
  public static JsonBuffer denyRoute(ApiKey key, DataApi dataApi, MethodArn requested) {
    List<String> opened = PolicyResources.of(dataApi, requested);
    JsonBuffer json = begin(key.keyId().value());
    if (opened.isEmpty()) {
      statement(
          json,
          DENY,
          List.of(requested.isLiteral() ? requested.text() : PolicyResources.all(requested)));
    } else {
      statement(json, ALLOW, opened);
      begin(json, DENY);
      if (requested.isLiteral()) {
        json.string(requested.text());
      }
      PolicyResources.writeAmbiguous(json, requested);
      end(json);
    }
    json.endArray().endObject().name("context").beginObject();
    json.name("key_id").string(key.keyId().value());
    json.name("data_api_id").string(dataApi.dataApiId());
    return json.endObject().endObject();
  }

  /** Denies a request without a valid key. The response is the same for each reason. */
  public static JsonBuffer deny(MethodArn requested) {
    JsonBuffer json = begin("unauthorized");
    statement(
        json,
        DENY,
        List.of(requested.isLiteral() ? requested.text() : PolicyResources.all(requested)));
    return json.endArray().endObject().endObject();
  }

  private static JsonBuffer begin(String principalId) {
    JsonBuffer json = new JsonBuffer(USUAL_LENGTH).beginObject();
    json.name("principalId").string(principalId).name("policyDocument").beginObject();
    return json.name("Version").string("2012-10-17").name("Statement").beginArray();
  }

  private static void statement(JsonBuffer json, String effect, List<String> resources) {
    begin(json, effect);
    resources.forEach(json::string);
    end(json);
  }

  private static void begin(JsonBuffer json, String effect) {
    json.beginObject().name("Action").string("execute-api:Invoke").name("Effect").string(effect);
    json.name("Resource").beginArray();
  }

  private static void end(JsonBuffer json) {
    json.endArray().endObject();
  }

  private static JsonBuffer end(JsonBuffer json, ApiKey key, DataApi dataApi) {
    json.endArray().endObject().name("context").beginObject();
    json.name("key_id").string(key.keyId().value());
    json.name("data_api_id").string(dataApi.dataApiId());
    json.name("domain").string(oneLine(dataApi.ref().domain()));
    json.name("created_by").string(oneLine(key.creation().by().name()));
    json.name("expires_at").string(key.expiresAt().toString());
    passOn(json, key.fields(), OF_KEYS);
    passOn(json, dataApi.fields(), OF_DATA_APIS);
    return json.endObject().endObject();
  }

  private static void passOn(JsonBuffer json, FieldValues values, List<Field<?>> fields) {
    for (Field<?> field : fields) {
      if (values.get(field) instanceof String text) {
        json.name(field.name()).string(oneLine(text));
      }
    }
  }

  private static List<Field<?>> passedOn(List<Field<?>> declared) {
    return declared.stream().filter(field -> field.is(Field.Use.PASSED_ON)).toList();
  }

  /**
   * Returns the text without control characters, since data APIs may copy context values into
   * headers.
   */
  private static String oneLine(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return text.replaceAll("\\p{Cntrl}|[\\x{80}-\\x{9F}]", " ");
      }
    }
    return text;
  }
}
