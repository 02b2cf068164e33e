package dev.latchkey.tests.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.tests.system.Latchkey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Latchkey adds to a request through NGINX on this machine: {@code bin/front-doors
 * NginxBenchmark}. One client sends one request after the other, in turns to NGINX without
 * Latchkey, with it, and with it and a cache.
 */
@NeedsProgram(Nginx.VARIABLE)
final class NginxBenchmark {
  private static final int WARM_UP = 2_000;
  private static final int REQUESTS = 5_000;
  private static final int TURN = 50;

  private final Latchkey latchkey = Latchkey.inMemory();
  private final String id = "measured-" + UUID.randomUUID().toString().substring(0, 8);

  @Test
  void printsTheLatencies(@TempDir Path plain, @TempDir Path asking, @TempDir Path caching)
      throws IOException {
    String key =
        latchkey
            .as("engineer")
            .post(
                "/v1/data-apis",
                "{'data_api_id': '%s', 'domain': 'sales', 'dataset': 'd', 'routes': [{'host': 'localhost'}]}"
                    .formatted(id))
            .expect(201)
            .text("/key/api_key");
    try (Backend backend = new Backend();
        Program without = start(backend, plain, Kind.WITHOUT);
        Program with = start(backend, asking, Kind.WITH);
        Program cached = start(backend, caching, Kind.CACHED)) {
      Map<String, List<Long>> nanos = new LinkedHashMap<>();
      Map<String, Program> programs = new LinkedHashMap<>();
      programs.put("without Latchkey", without);
      programs.put("with Latchkey", with);
      programs.put("with Latchkey and a cache", cached);
      for (int sent = 0; sent < WARM_UP + REQUESTS; sent += TURN) {
        boolean counts = sent >= WARM_UP;
        for (Map.Entry<String, Program> each : programs.entrySet()) {
          List<Long> taken = turn(each.getValue().port(), key);
          if (counts) {
            nanos.computeIfAbsent(each.getKey(), name -> new ArrayList<>()).addAll(taken);
          }
        }
        backend.received();
      }
      System.out.printf("%n| NGINX | p50 | p99 |%n|---|---|---|%n");
      nanos.forEach(
          (name, taken) ->
              System.out.printf("| %s | %s | %s |%n", name, millis(taken, 50), millis(taken, 99)));
      System.out.printf(
          "%n%,d requests each, in turns of %d, one after the other over one connection.%n%n",
          REQUESTS, TURN);
    }
  }

  private enum Kind {
    WITHOUT,
    WITH,
    CACHED
  }

  private Program start(Backend backend, Path folder, Kind kind) {
    Settings settings =
        new Settings(
            latchkey.frontDoor().base().replace("localhost", "127.0.0.1"),
            id,
            "localhost",
            Program.freePort(),
            backend.port());
    String text =
        switch (kind) {
          case WITHOUT -> settings.nginx().replace("        auth_request /_latchkey;\n", "");
          case WITH -> settings.nginx();
          case CACHED -> settings.cachingNginx(folder.resolve("cache").toString());
        };
    return Nginx.start(text, folder, settings.port());
  }

  /** Sends some requests over one connection, and returns how long each took. */
  private static List<Long> turn(int port, String key) throws IOException {
    byte[] request =
        "GET /orders/17 HTTP/1.1\r\nHost: localhost\r\nX-Api-Key: %s\r\n\r\n"
            .formatted(key)
            .getBytes(StandardCharsets.US_ASCII);
    List<Long> nanos = new ArrayList<>();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      for (int i = 0; i < TURN; i++) {
        long start = System.nanoTime();
        socket.getOutputStream().write(request);
        assertThat(in.readLine()).startsWith("HTTP/1.1 200 ");
        for (String line = in.readLine(); !"".equals(line); line = in.readLine()) {
          assertThat(line).isNotNull();
        }
        char[] body = new char[4];
        assertThat(in.read(body)).isEqualTo(body.length);
        nanos.add(System.nanoTime() - start);
      }
    }
    return nanos;
  }

  private static String millis(List<Long> nanos, int percent) {
    List<Long> sorted = new ArrayList<>(nanos);
    Collections.sort(sorted);
    return "%.2f ms".formatted(sorted.get(sorted.size() * percent / 100) / 1e6);
  }
}
