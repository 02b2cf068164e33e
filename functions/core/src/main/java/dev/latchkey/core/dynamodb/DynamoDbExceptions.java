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

/** Maps the SDK's exceptions to {@link RequestException}. */
public final class DynamoDbExceptions {
  private static final Set<String> THROTTLING =
      Set.of("ThrottlingError", "ProvisionedThroughputExceeded");

  private DynamoDbExceptions() {}

  /**
   * Returns the request exception for an SDK exception. After any network failure, including
   * timeouts and malformed error responses, the result of a write is unknown, so the reason is
   * {@link Reason#UNAVAILABLE}. This includes {@link UncheckedIOException}: an attempt's timeout
   * closes the socket that {@code url-connection-client} reads from, and the SDK may pass on what
   * the read throws.
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
