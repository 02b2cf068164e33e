package dev.latchkey.tests.attack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.latchkey.local.dynamodb.LocalDynamoDb;
import dev.latchkey.local.dynamodb.Tables;
import dev.latchkey.local.stream.EventSourceMapping;
import dev.latchkey.local.stream.StreamDelivery;
import dev.latchkey.local.template.FunctionDefinition;
import dev.latchkey.local.template.Template;
import dev.latchkey.tests.Project;
import dev.latchkey.tests.events.OperatorEvents;
import dev.latchkey.tests.events.RuntimeClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The stack's functions, each in AWS's runtime client in a process of its own, on one table. */
final class FunctionProcesses implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final LocalDynamoDb database = LocalDynamoDb.inMemory();
  private final Template template =
      Template.load(
          Project.path("template.yaml"),
          "latchkey",
          Map.of("OidcIssuer", "http://localhost:1/latchkey", "OidcAudiences", "latchkey"));
  private final Map<String, RuntimeClient> running = new HashMap<>();
  private final StreamDelivery delivery;

  FunctionProcesses() {
    new Tables(database)
        .create(
            template.ref("KeyTable"),
            Objects.requireNonNull(template.resources("AWS::DynamoDB::Table").get("KeyTable")));
    var source =
        template.streamSources().stream()
            .filter(each -> each.function().equals("RecordEventsFunction"))
            .findFirst()
            .orElseThrow();
    delivery =
        StreamDelivery.start(
            database,
            source.table(),
            EventSourceMapping.of(source),
            event -> invoke("RecordEvents", event).getBytes(StandardCharsets.UTF_8),
            null,
            "us-east-1",
            line -> {});
  }

  /**
   * What a function of the management API answers to an operator who may do everything.
   *
   * @param verb the function's name without {@code FunctionDefinition}
   * @param call the method and the route
   */
  JsonNode call(String verb, String call, Map<String, String> path, @Nullable String body) {
    Map<String, @Nullable Object> event = OperatorEvents.event(call, path, body, Map.of());
    return json(invoke(verb, JSON.valueToTree(event).toString().getBytes(StandardCharsets.UTF_8)));
  }

  /** Writes all that is in the memory of a function, garbage too, into a file. */
  void dump(String verb, Path file) throws IOException, InterruptedException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process(verb).pid()),
                "GC.heap_dump",
                "-all",
                file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (jcmd.waitFor() != 0) {
      throw new IllegalStateException(said);
    }
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized RuntimeClient process(String verb) {
    return running.computeIfAbsent(verb, this::start);
  }

  private String invoke(String verb, byte[] event) {
    RuntimeClient process = process(verb);
    try {
      synchronized (process) {
        return process.invoke(event);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private RuntimeClient start(String verb) {
    FunctionDefinition function =
        template.functions().stream()
            .filter(each -> each.logicalId().equals(verb + "Function"))
            .findFirst()
            .orElseThrow();
    Map<String, String> environment = new HashMap<>(function.environment());
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", database.endpoint().toString());
    try {
      return RuntimeClient.start(
          function, function.codeUri().resolve("target/function"), environment);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    delivery.close();
    running.values().forEach(RuntimeClient::close);
    database.close();
  }
}
