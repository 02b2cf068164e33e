package dev.latchkey.core.dynamodb;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Discards the first response to a successful write, so that the SDK repeats it. */
public final class LostResponse implements ExecutionInterceptor {
  private final AtomicBoolean isLost = new AtomicBoolean();
  private final AtomicInteger tries = new AtomicInteger();
  private final Runnable meanwhile;

  /**
   * @param meanwhile runs before the SDK retries
   */
  public LostResponse(Runnable meanwhile) {
    this.meanwhile = meanwhile;
  }

  public int tries() {
    return tries.get();
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    tries.incrementAndGet();
  }

  @Override
  public SdkHttpResponse modifyHttpResponse(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    if (isLost.getAndSet(true)) {
      return context.httpResponse();
    }
    meanwhile.run();
    return context.httpResponse().copy(r -> r.statusCode(500));
  }
}
