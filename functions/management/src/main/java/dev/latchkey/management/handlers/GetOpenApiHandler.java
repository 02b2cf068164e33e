package dev.latchkey.management.handlers;

import dev.latchkey.management.http.Request;
import dev.latchkey.management.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;

/**
 * {@code GET /v1/openapi.yaml}: serves the OpenAPI description of the management API, with an
 * entity tag.
 */
public final class GetOpenApiHandler extends PublicHandler {
  private final String contract;
  private final String tag;

  public GetOpenApiHandler() {
    try (InputStream file = GetOpenApiHandler.class.getResourceAsStream("/openapi.yaml")) {
      byte[] bytes = Objects.requireNonNull(file, "openapi.yaml").readAllBytes();
      contract = new String(bytes, StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      tag = '"' + HexFormat.of().formatHex(digest, 0, 16) + '"';
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("openapi.yaml cannot be read.", e);
    }
  }

  @Override
  Response respond(Request request) {
    boolean isKnown = request.hasCached(tag);
    return new Response(
        isKnown ? 304 : 200,
        Map.of(
            "Content-Type", "application/yaml; charset=utf-8",
            "Cache-Control", "no-cache",
            "ETag", tag),
        isKnown ? null : contract);
  }
}
