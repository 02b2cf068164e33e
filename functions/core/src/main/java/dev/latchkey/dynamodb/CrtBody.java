package dev.latchkey.dynamodb;

import java.nio.ByteBuffer;
import software.amazon.awssdk.crt.http.HttpRequestBodyStream;

/**
 * A request's body, which the Common Runtime may read more than once: to sign it and to send it.
 */
final class CrtBody implements HttpRequestBodyStream {
  private final ByteBuffer left;

  CrtBody(byte[] bytes) {
    left = ByteBuffer.wrap(bytes);
  }

  @Override
  public boolean sendRequestBody(ByteBuffer out) {
    int length = Math.min(out.remaining(), left.remaining());
    out.put(left.slice().limit(length));
    left.position(left.position() + length);
    return !left.hasRemaining();
  }

  @Override
  public boolean resetPosition() {
    left.rewind();
    return true;
  }

  @Override
  public long getLength() {
    return left.capacity();
  }
}
