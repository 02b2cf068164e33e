package dev.latchkey.benchmarks.baseline;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;

/** A key as the Enhanced client maps it. */
@DynamoDbBean
public class KeyItem {
  private String pk = "";
  private String sk = "";
  private String dataApiId = "";
  private byte[] secretHash = new byte[0];
  private long expiresAt;
  private @Nullable Long revokedAt;

  /** The partition key. */
  @DynamoDbPartitionKey
  public String getPk() {
    return pk;
  }

  public void setPk(String pk) {
    this.pk = pk;
  }

  /** The sort key. */
  @DynamoDbSortKey
  public String getSk() {
    return sk;
  }

  public void setSk(String sk) {
    this.sk = sk;
  }

  /** The data API. */
  @DynamoDbAttribute("data_api_id")
  public String getDataApiId() {
    return dataApiId;
  }

  public void setDataApiId(String dataApiId) {
    this.dataApiId = dataApiId;
  }

  /** The hash of the secret. */
  @DynamoDbAttribute("secret_hash")
  public byte[] getSecretHash() {
    return secretHash.clone();
  }

  public void setSecretHash(byte[] secretHash) {
    this.secretHash = secretHash.clone();
  }

  /** The end, in epoch seconds. */
  @DynamoDbAttribute("expires_at")
  public long getExpiresAt() {
    return expiresAt;
  }

  public void setExpiresAt(long expiresAt) {
    this.expiresAt = expiresAt;
  }

  /** When it was revoked, in epoch seconds, if it was. */
  @DynamoDbAttribute("revoked_at")
  public @Nullable Long getRevokedAt() {
    return revokedAt;
  }

  public void setRevokedAt(@Nullable Long revokedAt) {
    this.revokedAt = revokedAt;
  }
}
