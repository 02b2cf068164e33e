package dev.latchkey.local.lambda;

import dev.latchkey.local.lambda.host.InvokeServer;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A client of Lambda's Invoke API that keeps its connections. The JDK's own would cost more
 * processor time than all the rest of the gateway, twice for each request that is authorized.
 */
@SuppressWarnings({
  "FutureReturnValueIgnored", // Netty reports what fails to the pipeline.
  "CollectionUndefinedEquality" // A call is itself and no other.
})
final class InvokeClient implements AutoCloseable {
  private static final int MOST_BYTES = 64 * 1024 * 1024;

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(
          2, new DefaultThreadFactory("invoke", true), NioIoHandler.newFactory());
  private final Deque<Channel> idle = new ConcurrentLinkedDeque<>();

  /** Netty tells nobody what comes of a call that is made while its threads end. */
  private final Set<CompletableFuture<Invocation>> underWay = ConcurrentHashMap.newKeySet();

  private final InetSocketAddress address;
  private final String secret;
  private final Bootstrap bootstrap;

  InvokeClient(URI endpoint, String secret) {
    this.secret = secret;
    address = new InetSocketAddress(endpoint.getHost(), endpoint.getPort());
    bootstrap =
        new Bootstrap()
            .group(loops)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(new HttpClientCodec())
                        .addLast(new HttpObjectAggregator(MOST_BYTES))
                        .addLast(new InvokeExchange(idle));
                  }
                });
  }

  /** Calls a function by name; fails with a {@link FunctionException} if it cannot be reached. */
  CompletableFuture<Invocation> invoke(String name, byte[] event) {
    CompletableFuture<Invocation> answer = new CompletableFuture<>();
    underWay.add(answer);
    answer.whenComplete((invocation, problem) -> underWay.remove(answer));
    Channel kept = idle.poll();
    while (kept != null && !kept.isActive()) {
      kept = idle.poll();
    }
    if (kept != null) {
      send(kept, name, event, answer);
    } else {
      bootstrap
          .connect(address)
          .addListener((ChannelFutureListener) connected -> began(connected, name, event, answer));
    }
    if (loops.isTerminated()) {
      failAll();
    }
    return answer;
  }

  private void began(
      ChannelFuture connected, String name, byte[] event, CompletableFuture<Invocation> answer) {
    if (connected.isSuccess()) {
      send(connected.channel(), name, event, answer);
    } else {
      answer.completeExceptionally(
          new FunctionException("The function " + name + " cannot be reached."));
    }
  }

  private void send(
      Channel channel, String name, byte[] event, CompletableFuture<Invocation> answer) {
    FullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1,
            HttpMethod.POST,
            "/2015-03-31/functions/"
                + URLEncoder.encode(name, StandardCharsets.UTF_8)
                + "/invocations",
            Unpooled.wrappedBuffer(event));
    request.headers().set(HttpHeaderNames.HOST, "localhost").set(InvokeServer.SECRET, secret);
    HttpUtil.setContentLength(request, event.length);
    InvokeExchange exchange = channel.pipeline().get(InvokeExchange.class);
    try {
      channel
          .eventLoop()
          .execute(
              () -> {
                exchange.begin(name, answer);
                channel.writeAndFlush(request);
              });
    } catch (RejectedExecutionException closed) {
      // The functions' JVM ended after its channel was taken.
      answer.completeExceptionally(ended());
    }
  }

  @Override
  public void close() {
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).addListener(ended -> failAll());
  }

  private void failAll() {
    underWay.forEach(answer -> answer.completeExceptionally(ended()));
  }

  private FunctionException ended() {
    return new FunctionException("The functions' JVM at " + address + " has ended.");
  }
}
