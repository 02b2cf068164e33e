package dev.latchkey.core.dynamodb;

import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.application.RequestException.Reason;
import java.io.UncheckedIOException;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** What the SDK's exceptions mean to the service. */
public final class DynamoDbExceptions {
  private static final Set<String> THROTTLING =
      Set.of("ThrottlingError", "ProvisionedThroughputExceeded");

  private DynamoDbExceptions() {}

  /**
   * The fault that stands for an exception. Whatever happens on the way, time-outs and noise in
   * place of DynamoDB's error included, leaves the outcome of a write unknown, so it is {@link
   * Reason#UNAVAILABLE}. An {@link UncheckedIOException} is one of them: an attempt's time-out
   * closes the socket that {@code url-connection-client} reads from, and what the read throws can
   * get past the SDK as it is.
   */
  public static RequestException of(RuntimeException e) {
    return RequestException.because(reason(e), e);
  }

  private static boolean isThrottled(TransactionCanceledException e) {
    return e.cancellationReasons().stream()
        .map(CancellationReason::code)
        .anyMatch(THROTTLING::contains);
  }

  private static boolean isNamed(AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    return details != null && details.errorCode() != null && !details.errorCode().isEmpty();
  }

  private static Reason reason(RuntimeException e) {
    if (e instanceof AwsServiceException service) {
      if (service.isThrottlingException()
          || e instanceof TransactionConflictException
          || (e instanceof TransactionCanceledException cancelled && isThrottled(cancelled))) {
        return Reason.THROTTLED;
      }
      return service.statusCode() >= 500 || !isNamed(service)
          ? Reason.UNAVAILABLE
          : Reason.INTERNAL;
    }
    return e instanceof SdkClientException || e instanceof UncheckedIOException
        ? Reason.UNAVAILABLE
        : Reason.INTERNAL;
  }
}
