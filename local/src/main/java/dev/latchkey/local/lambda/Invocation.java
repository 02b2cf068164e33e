package dev.latchkey.local.lambda;

import java.nio.charset.StandardCharsets;

/**
 * What came of a function's call.
 *
 * @param failed whether the function threw or timed out ({@code X-Amz-Function-Error})
 * @param payload its answer, or the error as {@code {errorMessage, errorType, stackTrace}}
 */
@SuppressWarnings("ArrayRecordComponent") // The bytes are passed on, never compared.
public record Invocation(boolean failed, byte[] payload) {
  /**
   * The answer.
   *
   * @throws IllegalStateException with the error if the function failed
   */
  public byte[] answer() {
    if (failed) {
      throw new IllegalStateException(new String(payload, StandardCharsets.UTF_8));
    }
    return payload;
  }
}
