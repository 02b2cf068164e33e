package dev.latchkey.tests.attack;

import com.sun.net.httpserver.HttpServer;
import dev.latchkey.local.dynamodb.LocalDynamoDb;
import dev.latchkey.local.dynamodb.Tables;
import dev.latchkey.local.lambda.FunctionHost;
import dev.latchkey.local.lambda.FunctionRegistry;
import dev.latchkey.local.lambda.Invocation;
import dev.latchkey.local.stream.EventSourceMapping;
import dev.latchkey.local.stream.StreamDelivery;
import dev.latchkey.local.template.Template;
import dev.latchkey.tests.Project;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;

/**
 * A process that is made to be killed: the table on disk, its stream, and, in a process below it,
 * the functions. They are called by their names over HTTP, at the port that it prints.
 */
final class CrashTarget {
  private static final int OK = 200;
  private static final int FAILED = 502;

  private CrashTarget() {}

  /** Starts all of it, with the table in the folder that the argument names. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Template template =
        Template.load(
            Project.path("template.yaml"),
            "latchkey",
            Map.of("OidcIssuer", "http://localhost:1/latchkey", "OidcAudiences", "latchkey"));
    LocalDynamoDb database = LocalDynamoDb.onDisk(folder);
    new Tables(database)
        .create(
            template.ref("KeyTable"),
            Objects.requireNonNull(template.resources("AWS::DynamoDB::Table").get("KeyTable")));
    FunctionRegistry functions = new FunctionRegistry();
    FunctionHost.start(
        template,
        functions,
        Map.of("AWS_ENDPOINT_URL_DYNAMODB", database.endpoint().toString()),
        line -> {});
    var source = template.streamSources().get(0);
    StreamDelivery.start(
        database,
        source.table(),
        EventSourceMapping.of(source),
        event -> functions.invoke(source.functionArn(), event).answer(),
        folder.resolve("position"),
        "us-east-1",
        line -> {});
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String name = exchange.getRequestURI().getPath().substring(1);
            Invocation answer =
                functions.invoke("latchkey-" + name, exchange.getRequestBody().readAllBytes());
            byte[] body = answer.payload();
            exchange.sendResponseHeaders(
                answer.failed() ? FAILED : OK, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
    System.out.println("listening " + server.getAddress().getPort());
  }
}
