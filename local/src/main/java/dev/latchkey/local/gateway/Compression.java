package dev.latchkey.local.gateway;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * What an API does once {@code MinimumCompressionSize} is set: it compresses answers for those who
 * accept it, and decompresses bodies before functions see them.
 */
final class Compression {
  private final int minimumSize;

  /** For an API; -1 turns all of it off. */
  Compression(int minimumSize) {
    this.minimumSize = minimumSize;
  }

  ClientResponse compressed(ClientRequest request, ClientResponse response) {
    String encoding = encoding(request.headers().last("Accept-Encoding"));
    if (minimumSize < 0
        || encoding == null
        || response.body().length < Math.max(1, minimumSize)
        || response.headers().contains("Content-Encoding")) {
      return response;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(response.body().length);
    try (OutputStream coder =
        encoding.equals("gzip") ? new GZIPOutputStream(out) : new DeflaterOutputStream(out)) {
      coder.write(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    response.headers().set("Content-Encoding", encoding);
    return new ClientResponse(response.status(), response.headers(), out.toByteArray());
  }

  /**
   * The request as its function sees it.
   *
   * @throws RejectedException if its body is not what {@code Content-Encoding} says, or too large
   */
  ClientRequest decompressed(ClientRequest request) {
    String encoding = request.headers().last("Content-Encoding");
    if (minimumSize < 0 || encoding == null || encoding.equalsIgnoreCase("identity")) {
      return request;
    }
    Headers headers = new Headers();
    request.headers().fields().forEach(field -> headers.add(field.name(), field.value()));
    headers.remove("Content-Encoding");
    return request.with(headers, decoded(encoding.toLowerCase(Locale.ROOT), request.body()));
  }

  private static byte[] decoded(String encoding, byte[] body) {
    ByteArrayInputStream in = new ByteArrayInputStream(body);
    try (InputStream decoder =
        switch (encoding) {
          case "gzip" -> new GZIPInputStream(in);
          case "deflate" -> new InflaterInputStream(in);
          default ->
              throw new RejectedException(
                  ResponseType.UNSUPPORTED_MEDIA_TYPE, "Unsupported Media Type", null);
        }) {
      byte[] decoded = decoder.readNBytes(GatewayServer.MOST_BODY_BYTES + 1);
      if (decoded.length > GatewayServer.MOST_BODY_BYTES) {
        throw new RejectedException(ResponseType.REQUEST_TOO_LARGE, "Request Too Long", null);
      }
      return decoded;
    } catch (IOException e) {
      throw new RejectedException(ResponseType.BAD_REQUEST_PARAMETERS, "Bad Request", null);
    }
  }

  /** The first coding that is accepted and known; {@code *} is gzip. */
  private static @Nullable String encoding(@Nullable String accepted) {
    if (accepted == null) {
      return null;
    }
    for (String item : accepted.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] parts = item.split(";", 2);
      boolean refused = parts.length > 1 && parts[1].replace(" ", "").matches("q=0(\\.0*)?");
      String name = parts[0].strip();
      if (!refused && (name.equals("gzip") || name.equals("*"))) {
        return "gzip";
      }
      if (!refused && name.equals("deflate")) {
        return name;
      }
    }
    return null;
  }
}
