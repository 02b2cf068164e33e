package dev.latchkey.local.lambda;

/**
 * What came of a function's call.
 *
 * @param failed whether the function threw or timed out ({@code X-Amz-Function-Error})
 * @param payload its answer, or the error as {@code {errorMessage, errorType, stackTrace}}
 */
@SuppressWarnings("ArrayRecordComponent") // The bytes are passed on, never compared.
public record Invocation(boolean failed, byte[] payload) {}
