package dev.latchkey.authorizer.training;

import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.KeyText;
import dev.latchkey.core.domain.Secret;
import dev.latchkey.core.domain.SecretHash;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/**
 * A key and its data API.
 *
 * @param text the key in plain text
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
    String common =
        """
        "domain": {"S": "t"}, "revision": {"N": "1"}, "changed_at": {"N": "1"}, "state": {"M": {}}
        """;
    String created =
        """
        "registration": {"S": "t"}, "created_at": {"N": "1"},
        "created_by": {"M": {"subject": {"S": "t"}, "name": {"S": "t"}}}
        """;
    String keyItem =
        """
        {"pk": {"S": "%s"}, "sk": {"S": "KEY"}, "data_api_id": {"S": "%s"}, %s,
         "about": {"M": {"name": {"S": "training"}, "prefix": {"S": "lk"}, %s}},
         "expires_at": {"N": "%d"}, "secret_hash": {"B": "%s"}}
        """
            .formatted(keyPk, DATA_API, common, created, NEVER, hash);
    String dataApiItem =
        """
        {"pk": {"S": "API#%s"}, "sk": {"S": "API"}, %s,
         "about": {"M": {"dataset": {"S": "d"}, %s,
         "routes": {"L": [{"M": {"api_id": {"S": "api"}, "stage": {"S": "*"}, "method": {"S": "*"},
         "path": {"S": "/orders/*"}}}]}}}}
        """
            .formatted(DATA_API, common, created);
    return new OneKey(key.reveal(), Map.of(keyPk, keyItem, "API#" + DATA_API, dataApiItem));
  }

  /** Returns a REST API's event with a key. */
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
