package dev.latchkey.local.gateway;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetSocketAddress;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Netty's messages as requests and responses of the gateway, and back. */
final class Messages {
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");
  private static final int LEAST_VISIBLE = 0x21;
  private static final int MOST_VISIBLE = 0x7e;

  private Messages() {}

  /**
   * A request, read.
   *
   * @throws IllegalArgumentException if its target is malformed
   */
  static ClientRequest request(Channel channel, HttpRequest message, byte[] body) {
    String target = target(message.uri());
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    String rawQuery = mark < 0 ? "" : target.substring(mark + 1);
    Percent.decode(path, false);
    return request(channel, message, path, rawQuery, Query.parse(rawQuery), body);
  }

  /** What is known of a request that cannot be read. */
  static ClientRequest unread(Channel channel, HttpRequest message) {
    return request(channel, message, "/", "", Map.of(), new byte[0]);
  }

  private static ClientRequest request(
      Channel channel,
      HttpRequest message,
      String path,
      String rawQuery,
      Map<String, List<String>> query,
      byte[] body) {
    InetSocketAddress client = (InetSocketAddress) channel.remoteAddress();
    String sourceIp = client == null ? "127.0.0.1" : client.getAddress().getHostAddress();
    Headers headers = headers(message, sourceIp, channel);
    return new ClientRequest(
        ClientRequest.id(headers),
        ClientRequest.newExtendedId(),
        message.method().name(),
        path,
        rawQuery,
        query,
        headers,
        body,
        sourceIp,
        message.protocolVersion().text(),
        System.currentTimeMillis());
  }

  /** The headers that a function sees: the client's own, and what API Gateway adds. */
  private static Headers headers(HttpRequest message, String sourceIp, Channel channel) {
    Headers headers = new Headers();
    for (Map.Entry<String, String> field : message.headers()) {
      if (!HOP_BY_HOP.contains(field.getKey().toLowerCase(Locale.ROOT))) {
        headers.add(field.getKey(), field.getValue());
      }
    }
    String before = headers.last("X-Forwarded-For");
    int port = ((InetSocketAddress) channel.localAddress()).getPort();
    return headers
        .set("X-Forwarded-For", before == null ? sourceIp : before + ", " + sourceIp)
        .set("X-Forwarded-Port", Integer.toString(port))
        .set("X-Forwarded-Proto", "http");
  }

  /** The request's target as path and query, also where a proxy's client sent a whole URL. */
  private static String target(String uri) {
    for (int i = 0; i < uri.length(); i++) {
      if (uri.charAt(i) < LEAST_VISIBLE || uri.charAt(i) > MOST_VISIBLE) {
        throw new IllegalArgumentException("the target has characters that no URL has");
      }
    }
    int authority = uri.startsWith("/") ? -1 : uri.indexOf("://");
    if (authority < 0) {
      return uri;
    }
    int path = uri.indexOf('/', authority + "://".length());
    return path < 0 ? "/" : uri.substring(path);
  }

  /**
   * A response for the wire.
   *
   * @throws IllegalArgumentException if a header's name or value is not allowed
   */
  static FullHttpResponse response(ClientResponse response, boolean keepAlive) {
    FullHttpResponse message =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(response.status()),
            Unpooled.wrappedBuffer(response.body()));
    response.headers().fields().forEach(f -> message.headers().add(f.name(), f.value()));
    message
        .headers()
        .set(
            HttpHeaderNames.DATE,
            DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
    HttpUtil.setContentLength(message, response.body().length);
    HttpUtil.setKeepAlive(message, keepAlive);
    return message;
  }
}
