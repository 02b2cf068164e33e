package dev.latchkey.management.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An OpenID Connect provider on loopback that can simulate failures. */
public final class TestOidcProvider implements AutoCloseable {
  static final RSAKey RSA = rsa("rsa-1");
  static final ECKey EC_256 = ec(Curve.P_256);
  static final ECKey EC_384 = ec(Curve.P_384);
  static final ECKey EC_521 = ec(Curve.P_521);

  /** The provider's response behaviour. */
  public interface Behaviour {
    void respond(HttpExchange exchange) throws IOException;
  }

  /** The number of requests so far. */
  public final AtomicInteger requests = new AtomicInteger();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile String keySet =
      setOf(RSA, EC_256, EC_384, EC_521, Ed25519TestKey.KEY.jwk("ed-1"));
  private volatile Behaviour behaviour = this::well;

  public TestOidcProvider() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  public String issuer() {
    return "http://localhost:" + server.getAddress().getPort() + "/realm";
  }

  void publish(JWK... published) {
    keySet = setOf(published);
  }

  /** Publishes a text that may not be a valid key set. */
  void publish(String text) {
    keySet = text;
  }

  /** Publishes a key in addition to the one that signs tokens. */
  public void publishBeside(String key) {
    publish("{\"keys\":[" + RSA.toPublicJWK().toJSONString() + "," + key + "]}");
  }

  public void behave(Behaviour other) {
    behaviour = other;
  }

  public void behaveWell() {
    behaviour = this::well;
  }

  public static Behaviour says(int status, String body) {
    return exchange -> write(exchange, status, body);
  }

  /** Returns a behaviour that never completes the response. */
  Behaviour hangs() {
    return exchange -> {
      try {
        closed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }

  /** Returns a behaviour that sends the response endlessly, one byte at a time. */
  Behaviour trickles() {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      try (OutputStream body = exchange.getResponseBody()) {
        while (!closed.await(20, TimeUnit.MILLISECONDS)) {
          body.write(' ');
          body.flush();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }

  void well(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestURI().getPath()) {
      case "/realm/.well-known/openid-configuration" ->
          write(
              exchange,
              200,
              "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}".formatted(issuer(), issuer()));
      case "/realm/keys" -> write(exchange, 200, keySet);
      default -> write(exchange, 404, "");
    }
  }

  private static String setOf(JWK... keys) {
    return new JWKSet(List.of(keys)).toString();
  }

  static RSAKey rsa(String kid) {
    try {
      return new RSAKeyGenerator(2048).keyUse(KeyUse.SIGNATURE).keyID(kid).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static ECKey ec(Curve curve) {
    try {
      return new ECKeyGenerator(curve).keyUse(KeyUse.SIGNATURE).keyID(curve.getName()).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void serve(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    try (exchange) {
      behaviour.respond(exchange);
    }
  }

  private static void write(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
