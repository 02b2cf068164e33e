package dev.latchkey.tests.attack;

import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

/** Lets requests fail inside the SDK, try by try, as DynamoDB and the network would. */
final class FaultyRequests implements ExecutionInterceptor {
  private static final ExecutionAttribute<Boolean> IS_LOST = new ExecutionAttribute<>("IsLost");
  private final FaultMix mix;
  private final Duration eachTry;

  /**
   * @param eachTry after how long the client gives a try up that is not answered
   */
  FaultyRequests(FaultMix mix, Duration eachTry) {
    this.mix = mix;
    this.eachTry = eachTry;
  }

  @Override
  public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes request) {
    NetworkFault mishap = mix.next();
    request.putAttribute(IS_LOST, mishap == NetworkFault.LOST_ANSWER);
    if (mishap == NetworkFault.THROTTLED) {
      throw ProvisionedThroughputExceededException.builder()
          .statusCode(400)
          .awsErrorDetails(
              AwsErrorDetails.builder()
                  .errorCode("ProvisionedThroughputExceededException")
                  .errorMessage("attacked")
                  .build())
          .build();
    }
    if (mishap == NetworkFault.TIME_OUT) {
      long end = System.nanoTime() + eachTry.toNanos();
      while (!Thread.currentThread().isInterrupted() && System.nanoTime() < end) {
        LockSupport.parkNanos(end - System.nanoTime());
      }
      throw SdkClientException.create("attacked", new IOException("no answer in time"));
    }
    if (mishap == NetworkFault.NO_NAME) {
      throw SdkClientException.create("attacked", new UnknownHostException("attacked"));
    }
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes request) {
    if (Boolean.TRUE.equals(request.getAttribute(IS_LOST))) {
      throw SdkClientException.create("attacked", new IOException("answer lost"));
    }
  }
}
