package dev.latchkey.local.lambda;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One connection of an {@link InvokeClient}, and the call under way on it. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty reports what fails to the pipeline.
final class InvokeExchange extends SimpleChannelInboundHandler<FullHttpResponse> {
  private final Deque<Channel> idle;
  private String name = "";
  private @Nullable CompletableFuture<Invocation> answer;

  InvokeExchange(Deque<Channel> idle) {
    this.idle = idle;
  }

  void begin(String function, CompletableFuture<Invocation> call) {
    name = function;
    answer = call;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpResponse response) {
    CompletableFuture<Invocation> call = answer;
    answer = null;
    byte[] payload = ByteBufUtil.getBytes(response.content());
    if (HttpUtil.isKeepAlive(response)) {
      idle.push(ctx.channel());
    } else {
      ctx.close();
    }
    if (call == null) {
      return;
    }
    if (response.status().equals(HttpResponseStatus.OK)) {
      call.complete(new Invocation(response.headers().contains("X-Amz-Function-Error"), payload));
    } else {
      fail(call, "answered " + response.status().code());
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    CompletableFuture<Invocation> call = answer;
    answer = null;
    if (call != null) {
      fail(call, "ended during the call");
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }

  private void fail(CompletableFuture<Invocation> call, String what) {
    call.completeExceptionally(
        new FunctionException("The JVM of the function " + name + " " + what + "."));
  }
}
