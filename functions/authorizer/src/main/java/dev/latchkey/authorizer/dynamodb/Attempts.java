package dev.latchkey.authorizer.dynamodb;

import dev.latchkey.core.application.Deadline;
import dev.latchkey.core.dynamodb.DynamoDbClients;
import dev.latchkey.core.dynamodb.DynamoDbExceptions;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/** Sends a request again after a failure. Retries and their limits are the same as the SDK's. */
final class Attempts {
  private static final AcquireInitialTokenRequest FIRST =
      AcquireInitialTokenRequest.create("DynamoDB");

  private final RetryStrategy retries = DynamoDbClients.retries();

  /**
   * Returns the first result of an attempt.
   *
   * @param attempt throws an {@link SdkException} if it fails
   */
  <T> T run(Deadline deadline, Supplier<T> attempt) {
    RetryToken token = retries.acquireInitialToken(FIRST).token();
    while (true) {
      try {
        T result = attempt.get();
        retries.recordSuccess(RecordSuccessRequest.create(token));
        return result;
      } catch (SdkException e) {
        token = awaitNext(token, e, deadline);
      }
    }
  }

  private RetryToken awaitNext(RetryToken last, SdkException failure, Deadline deadline) {
    RefreshRetryTokenResponse next;
    try {
      next =
          retries.refreshRetryToken(
              RefreshRetryTokenRequest.builder().token(last).failure(failure).build());
    } catch (TokenAcquisitionFailedException noneLeft) {
      throw DynamoDbExceptions.of(failure);
    }
    if (!deadline.leavesTimeAfter(next.delay())) {
      throw DynamoDbExceptions.of(failure);
    }
    try {
      Thread.sleep(next.delay().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw DynamoDbExceptions.of(
          AbortedException.create("Interrupted between two attempts.", failure));
    }
    return next.token();
  }
}
