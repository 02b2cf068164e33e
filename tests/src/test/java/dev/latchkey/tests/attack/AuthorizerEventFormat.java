package dev.latchkey.tests.attack;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;

/** The events by which API Gateway asks an authorizer, with the fields that matter to one. */
enum AuthorizerEventFormat {
  REST(
      """
      {"type":"REQUEST","methodArn":"%1$s","resource":"/{proxy+}","httpMethod":"GET","headers":{"Host":"h","X-Api-Key":"%2$s"},\
      "multiValueHeaders":{"Host":["h"],"X-Api-Key":["%2$s"]},"pathParameters":{},\
      "requestContext":{"requestId":"r","identity":{"sourceIp":"%3$s"}}}\
      """),
  TOKEN(
      """
      {"type":"TOKEN","methodArn":"%1$s","authorizationToken":"Bearer %2$s"}\
      """),
  HTTP_1(
      """
      {"version":"1.0","type":"REQUEST","methodArn":"%1$s","identitySource":"%2$s","authorizationToken":"%2$s",\
      "headers":{"host":"h","x-api-key":"%2$s"},"multiValueHeaders":{"x-api-key":["%2$s"]},\
      "requestContext":{"requestId":"r","identity":{"sourceIp":"%3$s"}}}\
      """),
  HTTP_2(
      """
      {"version":"2.0","type":"REQUEST","routeArn":"%1$s","identitySource":["%2$s"],"routeKey":"$default","rawPath":"/",\
      "headers":{"host":"h","authorization":"Bearer %2$s"},\
      "requestContext":{"requestId":"r","http":{"sourceIp":"%3$s"}}}\
      """);

  private final String format;

  AuthorizerEventFormat(String format) {
    this.format = format;
  }

  static AuthorizerEventFormat of(int number) {
    return values()[Math.floorMod(number, values().length)];
  }

  /** The event of a call with a key. */
  byte[] event(String arn, String key) {
    return event(arn, key, "192.0.2.1");
  }

  /** The event of a call with a key from an address. */
  byte[] event(String arn, String key, String address) {
    return format.formatted(text(arn), text(key), address).getBytes(StandardCharsets.UTF_8);
  }

  private static String text(String value) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(value));
  }
}
