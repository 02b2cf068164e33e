package dev.latchkey.tests.dynamodb;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Says in each request to AWS which function makes it, as the credentials of its role would. {@link
 * MarkedPackages} puts it beside the functions, which know nothing of it; the SDK finds it.
 */
public final class CallerHeader implements ExecutionInterceptor {
  /** The header's name. */
  public static final String NAME = "X-Test-Function";

  @Override
  public SdkHttpRequest modifyHttpRequest(
      Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
    return context.httpRequest().toBuilder()
        .putHeader(NAME, Thread.currentThread().getName())
        .build();
  }
}
