package dev.latchkey.local.gateway;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Puts requests together with their bodies, and refuses those where that cannot be done. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty reports what fails to the pipeline.
final class BodyReader extends HttpObjectAggregator {
  private static final long LINGER_SECONDS = 2;

  private final ApiHandler api;

  BodyReader(ApiHandler api) {
    super(GatewayServer.MOST_BODY_BYTES, true);
    this.api = api;
  }

  @Override
  protected @Nullable Object newContinueResponse(
      HttpMessage start, int maxContentLength, ChannelPipeline pipeline) {
    Object answer = super.newContinueResponse(start, maxContentLength, pipeline);
    if (answer instanceof FullHttpResponse response
        && !response.status().equals(HttpResponseStatus.CONTINUE)
        && start instanceof HttpRequest request) {
      response.release();
      return refused(
          pipeline.lastContext(),
          request,
          response.status().equals(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE)
              ? ResponseType.REQUEST_TOO_LARGE
              : ResponseType.BAD_REQUEST_PARAMETERS);
    }
    return answer;
  }

  @Override
  protected void handleOversizedMessage(ChannelHandlerContext ctx, HttpMessage oversized) {
    if (!(oversized instanceof HttpRequest request)) {
      ctx.close();
      return;
    }
    // What is still coming is read and dropped for a while, so that the client sees the answer.
    ctx.writeAndFlush(refused(ctx, request, ResponseType.REQUEST_TOO_LARGE));
    ctx.executor().schedule(() -> ctx.close(), LINGER_SECONDS, TimeUnit.SECONDS);
  }

  private FullHttpResponse refused(
      ChannelHandlerContext ctx, HttpRequest request, ResponseType type) {
    return Messages.response(api.refuse(Messages.unread(ctx.channel(), request), type), false);
  }
}
