package dev.latchkey.benchmarks.baseline;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/**
 * Looks a key up by the Enhanced client with all defaults, checks its hash and its times, and
 * allows the called API.
 */
public final class BaselineHandler
    implements RequestHandler<APIGatewayCustomAuthorizerEvent, IamPolicyResponse> {
  private final DynamoDbTable<KeyItem> table =
      DynamoDbEnhancedClient.create()
          .table(System.getenv("TABLE_NAME"), TableSchema.fromBean(KeyItem.class));

  @Override
  public IamPolicyResponse handleRequest(APIGatewayCustomAuthorizerEvent event, Context context) {
    String apiKey = event.getHeaders().getOrDefault("X-Api-Key", "");
    String[] parts = apiKey.split("_", -1);
    KeyItem item =
        table.getItem(
            request ->
                request
                    .key(Key.builder().partitionValue("KEY#" + parts[1]).sortValue("KEY").build())
                    .consistentRead(true));
    if (item == null
        || !Arrays.equals(item.getSecretHash(), hash(parts[1], parts[2].substring(0, 43)))
        || item.getRevokedAt() != null
        || item.getExpiresAt() <= Instant.now().getEpochSecond()) {
      throw new IllegalStateException("Unauthorized");
    }
    String arn = event.getMethodArn();
    String stage = arn.substring(0, arn.indexOf('/', arn.indexOf('/') + 1));
    return IamPolicyResponse.builder()
        .withPrincipalId(parts[1])
        .withPolicyDocument(
            IamPolicyResponse.PolicyDocument.builder()
                .withVersion(IamPolicyResponse.VERSION_2012_10_17)
                .withStatement(List.of(IamPolicyResponse.allowStatement(stage + "/*")))
                .build())
        .withContext(Map.of("data_api_id", item.getDataApiId()))
        .build();
  }

  private static byte[] hash(String keyId, String secret) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(("latchkey/v1" + keyId + secret).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
