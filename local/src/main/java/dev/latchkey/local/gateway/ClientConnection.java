package dev.latchkey.local.gateway;

import dev.latchkey.local.http.LoopbackHost;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.timeout.IdleStateEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One client's connection: answers its requests one after the other. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty reports what fails to the pipeline.
final class ClientConnection extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final int MOVED = 302;
  private static final ClientResponse FOREIGN_HOST =
      new ClientResponse(
          403,
          new Headers().add("Content-Type", LoopbackHost.MEDIA_TYPE),
          LoopbackHost.PROBLEM.getBytes(StandardCharsets.US_ASCII));

  private final ApiHandler api;
  private final @Nullable String home;
  private final Consumer<String> log;
  private final Queue<FullHttpRequest> waiting = new ArrayDeque<>();
  private boolean answering;

  ClientConnection(ApiHandler api, @Nullable String home, Consumer<String> log) {
    this.api = api;
    this.home = home;
    this.log = log;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest message) {
    if (answering) {
      ctx.channel().config().setAutoRead(false);
      waiting.add(message.retain());
    } else {
      begin(ctx, message);
    }
  }

  private void begin(ChannelHandlerContext ctx, FullHttpRequest message) {
    long started = System.nanoTime();
    answering = true;
    boolean keepAlive = HttpUtil.isKeepAlive(message) && message.decoderResult().isSuccess();
    ClientRequest request;
    CompletableFuture<ClientResponse> answer;
    try {
      if (message.decoderResult().isFailure()) {
        throw new IllegalArgumentException("no HTTP");
      }
      byte[] body = ByteBufUtil.getBytes(message.content());
      request = Messages.request(ctx.channel(), message, body);
      answer =
          LoopbackHost.isIn(message.headers().getAll(HttpHeaderNames.HOST))
              ? answer(request)
              : CompletableFuture.completedFuture(FOREIGN_HOST);
    } catch (IllegalArgumentException e) {
      request = Messages.unread(ctx.channel(), message);
      answer =
          CompletableFuture.completedFuture(
              api.refuse(request, ResponseType.BAD_REQUEST_PARAMETERS));
    }
    ClientRequest read = request;
    answer.thenAccept(response -> send(ctx, read, response, keepAlive, started));
  }

  private CompletableFuture<ClientResponse> answer(ClientRequest request) {
    if (home != null && request.path().equals("/") && request.method().equals("GET")) {
      return CompletableFuture.completedFuture(
          new ClientResponse(MOVED, new Headers().add("Location", home), new byte[0]));
    }
    return api.handle(request);
  }

  private void send(
      ChannelHandlerContext ctx,
      ClientRequest request,
      ClientResponse response,
      boolean keepAlive,
      long started) {
    String called = request.method() + " " + api.route(request);
    FullHttpResponse message;
    try {
      message = Messages.response(response, keepAlive);
    } catch (IllegalArgumentException e) {
      log.accept(called + ": " + e.getMessage());
      message = Messages.response(api.refuse(request, ResponseType.DEFAULT_5XX), keepAlive);
    }
    int status = message.status().code();
    ctx.writeAndFlush(message)
        .addListener(
            (ChannelFutureListener)
                done -> {
                  if (keepAlive && done.isSuccess()) {
                    next(ctx);
                  } else {
                    ctx.close();
                  }
                });
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
    log.accept(called + " " + status + " " + millis + " ms");
  }

  private void next(ChannelHandlerContext ctx) {
    answering = false;
    FullHttpRequest message = waiting.poll();
    if (message == null) {
      ctx.channel().config().setAutoRead(true);
      return;
    }
    try {
      begin(ctx, message);
    } finally {
      message.release();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    waiting.forEach(FullHttpRequest::release);
    waiting.clear();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof IdleStateEvent && !answering) {
      ctx.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }
}
