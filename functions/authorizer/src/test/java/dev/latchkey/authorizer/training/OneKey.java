package dev.latchkey.authorizer.training;

import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyText;
import dev.latchkey.key.Secret;
import dev.latchkey.key.SecretHash;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/**
 * A key and its data API.
 *
 * @param text the key in the clear
 * @param items the items of both in DynamoDB's JSON, by partition key
 */
record OneKey(String text, Map<String, String> items) {
  private static final String DATA_API = "training";
  private static final long NEVER = 99_999_999_999L;

  static OneKey draw() {
    SecureRandom random = new SecureRandom();
    KeyText key = new KeyText("lk", KeyId.draw(random), Secret.draw(random));
    String keyPk = "KEY#" + key.keyId().value();
    String hash =
        Base64.getEncoder().encodeToString(SecretHash.of(key.keyId(), key.secret()).toBytes());
    String created =
        """
        "registration": {"S": "training"}, "created_at": {"N": "1"}, "created_by_subject": {"S": "t"}, "created_by_name": {"S": "t"}
        """;
    String keyItem =
        """
        {"pk": {"S": "%s"}, "sk": {"S": "KEY"}, "data_api_id": {"S": "%s"}, "name": {"S": "training"},
         "prefix": {"S": "lk"}, "expires_at": {"N": "%d"}, "secret_hash": {"B": "%s"}, %s}
        """
            .formatted(keyPk, DATA_API, NEVER, hash, created);
    String dataApiItem =
        """
        {"pk": {"S": "API#%s"}, "sk": {"S": "API"}, "domain": {"S": "d"}, "dataset": {"S": "d"},
         "routes": {"L": [{"M": {"api_id": {"S": "api"}, "stage": {"S": "*"}, "method": {"S": "*"},
         "path": {"S": "/orders/*"}}}]}, %s}
        """
            .formatted(DATA_API, created);
    return new OneKey(key.reveal(), Map.of(keyPk, keyItem, "API#" + DATA_API, dataApiItem));
  }

  /** A REST API's request with a key. */
  static String event(String key) {
    return """
        {"type": "REQUEST", "methodArn": "arn:aws:execute-api:us-east-1:0:api/live/GET/orders/1001",
         "resource": "/orders/{order_id}", "path": "/orders/1001", "httpMethod": "GET",
         "headers": {"Host": "example.com", "X-Api-Key": "%s"},
         "multiValueHeaders": {"Host": ["example.com"], "X-Api-Key": ["%s"]},
         "queryStringParameters": {}, "pathParameters": {"order_id": "1001"}, "stageVariables": {},
         "requestContext": {"requestId": "training", "apiId": "api", "stage": "live"}}
        """
        .formatted(key, key);
  }
}
