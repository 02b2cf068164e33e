package dev.latchkey.authorizer.frontdoor;

import static dev.latchkey.authorizer.frontdoor.RejectedRequestException.malformed;

import dev.latchkey.core.application.KeyHeaders;
import dev.latchkey.core.application.KeyHeaders.Credential;
import dev.latchkey.core.domain.ApiRequest;
import dev.latchkey.core.domain.DataApi;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the request that an event is about: from the body of {@code /v1/verify}, or from what a
 * proxy forwards. Each kind of proxy sends headers of its own, and only these are read: a proxy
 * passes on all others as its client sent them.
 */
public final class FrontDoorRequests {
  private static final String VERIFY = "/v1/verify";
  private static final Pattern FORWARD_AUTH =
      Pattern.compile("/v1/forward-auth/(nginx|forwarded|envoy)/([^/]*)(/.*)?", Pattern.DOTALL);
  private static final Pattern PORT = Pattern.compile(":[0-9]*$");
  private static final Pattern COMMA = Pattern.compile(",");
  private static final Pattern SECOND_PATH = Pattern.compile(",\\s*/");
  private static final String CLIENT_IP = "X-Latchkey-Client-Ip";

  private final List<String> prefixes;
  private final TrustedProxies trusted;

  /**
   * @param prefixes the accepted key prefixes
   * @param trusted the proxies that may name the client's address
   */
  public FrontDoorRequests(List<String> prefixes, TrustedProxies trusted) {
    this.prefixes = List.copyOf(prefixes);
    this.trusted = trusted;
  }

  /**
   * Returns the request that an event is about.
   *
   * @throws RejectedRequestException if the event does not say which request it is about
   */
  public FrontDoorRequest read(FunctionUrlEvent event) {
    if (event.path().equals(VERIFY) && event.method().equals("POST")) {
      return request(event, null, VerifyBody.read(event.bytes()), false);
    }
    Matcher form = FORWARD_AUTH.matcher(event.path());
    if (!form.matches() || !DataApi.isDataApiId(form.group(2))) {
      throw RejectedRequestException.notFound();
    }
    ApiRequest target = forwarded(form.group(1), form.group(3), event);
    return request(event, form.group(2), target, true);
  }

  private static ApiRequest forwarded(String form, @Nullable String rest, FunctionUrlEvent event) {
    boolean isEnvoy = form.equals("envoy");
    if (isEnvoy == (rest == null)) {
      throw RejectedRequestException.notFound();
    }
    String host = host(only(event, "X-Forwarded-Host"));
    if (rest != null) {
      return ApiRequest.toHost(host, event.method(), rest);
    }
    return form.equals("nginx")
        ? ApiRequest.toHost(
            host, only(event, "X-Original-Method"), path(target(event, "X-Original-URI")))
        : ApiRequest.toHost(
            host, only(event, "X-Forwarded-Method"), path(target(event, "X-Forwarded-Uri")));
  }

  private FrontDoorRequest request(
      FunctionUrlEvent event, @Nullable String dataApiId, ApiRequest target, boolean isForwarded) {
    return new FrontDoorRequest(
        dataApiId, target, credential(event.headers()), client(event), isForwarded);
  }

  private Credential credential(Map<String, String> headers) {
    KeyHeaders carried = new KeyHeaders();
    headers.forEach(
        (name, value) -> {
          if (KeyHeaders.mayCarryKey(name)) {
            carried.add(name, value);
          }
        });
    return carried.credential(prefixes);
  }

  /** Returns the client's address: the sender's, unless the sender may name another. */
  private String client(FunctionUrlEvent event) {
    return event.header(CLIENT_IP.toLowerCase(Locale.ROOT)) == null
            || !trusted.include(event.sourceIp())
        ? event.sourceIp()
        : only(event, CLIENT_IP);
  }

  /** Returns a host's name in lower case and without its port. */
  static String host(String authority) {
    return PORT.matcher(authority).replaceFirst("").toLowerCase(Locale.ROOT);
  }

  /** Returns a request target without its query. */
  static String path(String target) {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /** Returns the value of a header that contains no comma unless it is repeated. */
  private static String only(FunctionUrlEvent event, String name) {
    return once(event, name, COMMA);
  }

  /**
   * Returns the value of a header that holds a path. A path may contain a comma, but hardly one in
   * front of a slash, as between two paths.
   */
  private static String target(FunctionUrlEvent event, String name) {
    return once(event, name, SECOND_PATH);
  }

  private static String once(FunctionUrlEvent event, String name, Pattern separator) {
    String value = event.header(name.toLowerCase(Locale.ROOT));
    if (value == null) {
      throw malformed("The header " + name + " is missing.");
    }
    if (separator.matcher(value).find()) {
      throw malformed("The header " + name + " is given more than once.");
    }
    return value;
  }
}
