package dev.latchkey.authorizer.policy;

import dev.latchkey.authorizer.event.AuthorizerEvent;
import dev.latchkey.authorizer.event.MethodArn;
import dev.latchkey.core.application.Denial;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DataApiFields;
import dev.latchkey.core.domain.Field;
import dev.latchkey.core.domain.FieldValues;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.Network;
import dev.latchkey.core.telemetry.JsonBuffer;
import java.util.List;
import java.util.Map;

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

  /** Allows a key all routes of its data API, within its restrictions, except ambiguous paths. */
  public static JsonBuffer allow(ApiKey key, DataApi dataApi, AuthorizerEvent event) {
    JsonBuffer json = begin(key.keyId().value());
    allow(json, resources(key, dataApi, event), key, event);
    begin(json, DENY);
    PolicyResources.writeAmbiguous(json, event.arn());
    end(json);
    return end(json, key, dataApi);
  }

  /**
   * Denies a valid key a request. The policy still allows all that the key allows, so that a cached
   * policy does not block it. If the key has networks and the event has no address, it allows
   * nothing.
   */
  public static JsonBuffer deny(Denial denial, ApiKey key, DataApi dataApi, AuthorizerEvent event) {
    MethodArn requested = event.arn();
    List<String> opened = resources(key, dataApi, event);
    JsonBuffer json = begin(key.keyId().value());
    if (opened.isEmpty() || (denial == Denial.NETWORK && !event.hasAddress())) {
      deny(json, requested);
    } else {
      allow(json, opened, key, event);
      if (denial == Denial.NETWORK) {
        denyElsewhere(json, opened, key, event);
      }
      begin(json, DENY);
      if (denial != Denial.NETWORK && requested.isLiteral()) {
        json.string(requested.text());
      }
      PolicyResources.writeAmbiguous(json, requested);
      end(json);
    }
    json.endArray().endObject().name("context").beginObject();
    json.name("key_id").string(key.keyId().value());
    json.name("data_api_id").string(dataApi.dataApiId());
    problem(json, denial.problem(), denial.detail(), "");
    return json.endObject().endObject();
  }

  /**
   * Denies a valid key all requests to the API.
   *
   * @param retryAfter the seconds after which requests may be allowed again
   */
  public static JsonBuffer denyAll(
      Denial denial, ApiKey key, DataApi dataApi, AuthorizerEvent event, long retryAfter) {
    JsonBuffer json = begin(key.keyId().value());
    begin(json, DENY);
    json.string(PolicyResources.all(event.arn()));
    end(json);
    json.endArray().endObject().name("context").beginObject();
    json.name("key_id").string(key.keyId().value());
    json.name("data_api_id").string(dataApi.dataApiId());
    problem(json, denial.problem(), denial.detail(), Long.toString(retryAfter));
    return json.endObject().endObject();
  }

  /** Denies a request without a valid key. The response is the same for each reason. */
  public static JsonBuffer deny(MethodArn requested) {
    JsonBuffer json = begin("unauthorized");
    deny(json, requested);
    json.endArray().endObject().name("context").beginObject();
    problem(json, "unauthorized", "The API key is missing or invalid.", "");
    return json.endObject().endObject();
  }

  private static List<String> resources(ApiKey key, DataApi dataApi, AuthorizerEvent event) {
    return PolicyResources.of(dataApi, key.fields().get(KeyFields.METHODS), event.arn());
  }

  private static void deny(JsonBuffer json, MethodArn requested) {
    begin(json, DENY);
    json.string(requested.isLiteral() ? requested.text() : PolicyResources.all(requested));
    end(json);
  }

  private static JsonBuffer begin(String principalId) {
    JsonBuffer json = new JsonBuffer(USUAL_LENGTH).beginObject();
    json.name("principalId").string(principalId).name("policyDocument").beginObject();
    return json.name("Version").string("2012-10-17").name("Statement").beginArray();
  }

  /** Allows resources, from the key's networks only. */
  private static void allow(
      JsonBuffer json, List<String> resources, ApiKey key, AuthorizerEvent event) {
    begin(json, ALLOW);
    resources.forEach(json::string);
    json.endArray();
    List<Network> networks = key.fields().get(KeyFields.NETWORKS);
    if (networks != null) {
      condition(json, "IpAddress", networks, event);
    }
    json.endObject();
  }

  /**
   * Denies resources from all other networks, in case that the condition of an Allow is ignored.
   */
  private static void denyElsewhere(
      JsonBuffer json, List<String> resources, ApiKey key, AuthorizerEvent event) {
    begin(json, DENY);
    resources.forEach(json::string);
    json.endArray();
    condition(json, "NotIpAddress", key.fields().require(KeyFields.NETWORKS), event);
    json.endObject();
  }

  private static void condition(
      JsonBuffer json, String operator, List<Network> networks, AuthorizerEvent event) {
    json.name("Condition").beginObject().name(operator).beginObject();
    json.name(event.isPrivate() ? "aws:VpcSourceIp" : "aws:SourceIp").beginArray();
    networks.forEach(network -> json.string(network.toString()));
    json.endArray().endObject().endObject();
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
    problem(json, "forbidden", "This API key does not cover this request.", "");
    return json.endObject().endObject();
  }

  /**
   * Adds what the gateway response {@code ACCESS_DENIED} shows. An Allow needs it too, since a
   * cached one can deny another request.
   */
  private static void problem(JsonBuffer json, String problem, String detail, String retryAfter) {
    json.name("problem").string(problem).name("detail").string(detail);
    json.name("retry_after").string(retryAfter);
  }

  private static void passOn(JsonBuffer json, FieldValues values, List<Field<?>> fields) {
    for (Field<?> field : fields) {
      Object value = values.get(field);
      if (value instanceof String text) {
        json.name(field.name()).string(oneLine(text));
      } else if (value instanceof Map<?, ?> members) {
        members.forEach((name, text) -> claim(json, (String) name, (String) text));
      }
    }
  }

  private static void claim(JsonBuffer json, String name, String text) {
    json.name("claim_" + name).string(oneLine(text));
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
