package dev.latchkey.local.template;

import dev.latchkey.local.template.Api.Authorizer;
import dev.latchkey.local.template.Api.Identity;
import dev.latchkey.local.template.Api.Identity.Place;
import dev.latchkey.local.template.Api.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a Lambda authorizer of an API as SAM understands it. */
final class AuthorizerReader {
  private static final int SAM_DEFAULT_CACHE_SECONDS = 300;

  private AuthorizerReader() {}

  static Authorizer read(Kind kind, String name, Value value) {
    if (!value.get("FunctionArn").isPresent()) {
      throw value.wrong("is no Lambda authorizer; a laptop knows no others");
    }
    return kind == Kind.REST ? rest(name, value) : http(name, value);
  }

  private static Authorizer rest(String name, Value value) {
    Value identity = value.get("Identity");
    boolean token = !value.get("FunctionPayloadType").text("TOKEN").equals("REQUEST");
    int cacheSeconds = identity.get("ReauthorizeEvery").integer(SAM_DEFAULT_CACHE_SECONDS);
    String header = identity.get("Header").text("Authorization");
    List<Identity> sources =
        token ? List.of(new Identity(Place.HEADER, header)) : sources(identity);
    if (!token && sources.isEmpty() && cacheSeconds > 0) {
      throw value.wrong("needs an identity source, since its results are cached");
    }
    return new Authorizer(
        name,
        value.get("FunctionArn").text(),
        token ? header : null,
        identity.get("ValidationExpression").optionalText(),
        sources,
        cacheSeconds,
        "1.0",
        false);
  }

  private static Authorizer http(String name, Value value) {
    Value identity = value.get("Identity");
    @Nullable String format = value.get("AuthorizerPayloadFormatVersion").optionalText();
    if (format == null) {
      throw value.get("AuthorizerPayloadFormatVersion").wrong("is missing");
    }
    return new Authorizer(
        name,
        value.get("FunctionArn").text(),
        null,
        null,
        sources(identity),
        identity.get("ReauthorizeEvery").integer(0),
        format,
        value.get("EnableSimpleResponses").bool(false));
  }

  private static List<Identity> sources(Value identity) {
    List<Identity> sources = new ArrayList<>();
    add(sources, Place.HEADER, identity.get("Headers"));
    add(sources, Place.QUERY, identity.get("QueryStrings"));
    add(sources, Place.STAGE_VARIABLE, identity.get("StageVariables"));
    add(sources, Place.CONTEXT, identity.get("Context"));
    return sources;
  }

  private static void add(List<Identity> sources, Place place, Value names) {
    names.texts().forEach(name -> sources.add(new Identity(place, name)));
  }
}
