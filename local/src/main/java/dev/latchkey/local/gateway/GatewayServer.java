package dev.latchkey.local.gateway;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An HTTP/1.1 server on loopback for one API. */
final class GatewayServer implements AutoCloseable {
  /** The most that API Gateway takes for a body: 10 MiB. */
  static final int MOST_BODY_BYTES = 10 * 1024 * 1024;

  /** The most that API Gateway takes for the request line and all headers. */
  static final int MOST_HEADER_BYTES = 10_240;

  private static final int IDLE_SECONDS = 75;
  private static final int BACKLOG = 1024;
  private static final long CLOSE_SECONDS = 2;

  private final EventLoopGroup loops;
  private final Channel channel;

  private GatewayServer(EventLoopGroup loops, Channel channel) {
    this.loops = loops;
    this.channel = channel;
  }

  /**
   * Starts to listen.
   *
   * @param home where {@code GET /} is redirected to if no route takes it, or null
   * @throws StackException if the port is taken
   */
  static GatewayServer start(
      ApiHandler api, int port, @Nullable String home, Consumer<String> log) {
    EventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(
            2, new DefaultThreadFactory("gateway", true), NioIoHandler.newFactory());
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel connection) {
                    connection
                        .pipeline()
                        .addLast(new IdleStateHandler(0, 0, IDLE_SECONDS))
                        .addLast(
                            new HttpServerCodec(
                                new HttpDecoderConfig()
                                    .setMaxInitialLineLength(MOST_HEADER_BYTES)
                                    .setMaxHeaderSize(MOST_HEADER_BYTES)))
                        .addLast(new BodyReader(api))
                        .addLast(new ClientConnection(api, home, log));
                  }
                });
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try {
      return new GatewayServer(loops, bootstrap.bind(address).syncUninterruptibly().channel());
    } catch (RuntimeException e) {
      shutDown(loops);
      throw e;
    } catch (Exception e) { // Netty throws the checked BindException without saying so.
      shutDown(loops);
      throw e instanceof BindException
          ? new StackException("The port " + port + " is in use.")
          : new StackException("The port " + port + " cannot be used: " + e.getMessage());
    }
  }

  int port() {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  @Override
  public void close() {
    channel.close().syncUninterruptibly();
    shutDown(loops);
  }

  private static void shutDown(EventLoopGroup loops) {
    loops
        .shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS)
        .awaitUninterruptibly(CLOSE_SECONDS + 1, TimeUnit.SECONDS);
  }
}
