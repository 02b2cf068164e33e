package dev.latchkey.local.eventbus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.latchkey.local.http.LoopbackHost;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * An event bus on a free loopback port, which prints what is put on it. It knows {@code PutEvents}
 * with its limits, and requires a signature, which it does not check. A web page cannot send these
 * headers without asking first, and is not answered then.
 */
public final class LocalEventBus implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TARGET = "AWSEvents.PutEvents";
  private static final String MEDIA_TYPE = "application/x-amz-json-1.1";
  private static final int MOST_ENTRIES = 10;
  private static final int MOST_BYTES = 256 * 1024;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool(LocalEventBus::daemon);
  private final Consumer<String> events;

  private LocalEventBus(HttpServer server, Consumer<String> events) {
    this.server = server;
    this.events = events;
    server.setExecutor(threads);
    server.createContext("/", this::serve).getFilters().add(new LoopbackHost());
    server.start();
  }

  /**
   * Starts a bus.
   *
   * @param events takes each event, in the JSON in which EventBridge delivers it
   * @throws IOException if it has no port
   */
  public static LocalEventBus start(Consumer<String> events) throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return new LocalEventBus(HttpServer.create(address, 0), events);
  }

  /** The endpoint for {@code AWS_ENDPOINT_URL_EVENTBRIDGE}. */
  public URI endpoint() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] request = exchange.getRequestBody().readAllBytes();
      if (!isPutEvents(exchange)) {
        respond(exchange, 400, error("UnknownOperationException"));
        return;
      }
      List<EventEntry> entries = entries(request);
      boolean isInLimits =
          !entries.isEmpty()
              && entries.size() <= MOST_ENTRIES
              && entries.stream().mapToInt(EventEntry::bytes).sum() <= MOST_BYTES;
      if (isInLimits) {
        respond(exchange, 200, put(entries));
      } else {
        respond(exchange, 400, error("ValidationException"));
      }
    }
  }

  private static boolean isPutEvents(HttpExchange exchange) {
    String signature = exchange.getRequestHeaders().getFirst("Authorization");
    return exchange.getRequestMethod().equals("POST")
        && TARGET.equals(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
        && MEDIA_TYPE.equals(exchange.getRequestHeaders().getFirst("Content-Type"))
        && signature != null
        && signature.startsWith("AWS4-HMAC-SHA256 Credential=");
  }

  private static List<EventEntry> entries(byte[] request) throws IOException {
    List<EventEntry> entries = new ArrayList<>();
    try {
      for (JsonNode entry : JSON.readTree(request).path("Entries")) {
        entries.add(new EventEntry(entry));
      }
      return entries;
    } catch (JsonProcessingException e) {
      return List.of();
    }
  }

  private ObjectNode put(List<EventEntry> entries) {
    ObjectNode response = JSON.createObjectNode();
    int failed = 0;
    for (EventEntry entry : entries) {
      if (entry.isEvent()) {
        String id = UUID.randomUUID().toString();
        events.accept(entry.event(id, Instant.now()).toString());
        response.withArray("Entries").addObject().put("EventId", id);
      } else {
        failed++;
        response.withArray("Entries").addObject().put("ErrorCode", "InvalidArgument");
      }
    }
    return response.put("FailedEntryCount", failed);
  }

  private static ObjectNode error(String type) {
    return JSON.createObjectNode().put("__type", type);
  }

  private static void respond(HttpExchange exchange, int status, ObjectNode body)
      throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", MEDIA_TYPE);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "event-bus");
    thread.setDaemon(true);
    return thread;
  }
}
