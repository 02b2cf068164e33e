package dev.latchkey.management.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow.Subscription;
import org.junit.jupiter.api.Test;

class LimitedBodyTest {
  private final HttpFetch.LimitedBody body = new HttpFetch.LimitedBody(4);
  private final CompletableFuture<byte[]> read = body.getBody().toCompletableFuture();
  private boolean isCancelled;

  LimitedBodyTest() {
    body.onSubscribe(
        new Subscription() {
          @Override
          public void request(long count) {}

          @Override
          public void cancel() {
            isCancelled = true;
          }
        });
  }

  private void send(int bytes) {
    body.onNext(List.of(ByteBuffer.wrap(new byte[bytes])));
  }

  @Test
  void asMuchAsIsAllowedIsRead() {
    send(3);
    send(1);
    body.onComplete();
    assertThat(read.join()).hasSize(4);
    assertThat(isCancelled).isFalse();
  }

  @Test
  void theRestOfALargerBodyIsNotAwaited() {
    send(3);
    assertThat(read).isNotDone();
    send(2);
    assertThat(read).isCompletedExceptionally();
    assertThat(isCancelled).isTrue();
  }
}
