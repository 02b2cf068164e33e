package dev.latchkey.local.lambda.host;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The functions' JVM. It reads a secret and {@link FunctionSetup}s from standard input and then
 * answers on standard output with one line, {@code listening <port>} or {@code failed <sentence>}.
 * Everything that functions print goes to standard error. When standard input ends, so does the
 * JVM: it never outlives its parent.
 */
public final class Host {
  private static final long EXIT_MILLIS = 2_000;

  private Host() {}

  /** Serves until standard input ends. */
  public static void main(String[] args) throws IOException {
    PrintStream answer = System.out;
    FunctionOutput.install();
    DataInputStream in = new DataInputStream(System.in);
    String secret = in.readUTF();
    List<FunctionSetup> setups = FunctionSetup.readAll(in);
    endWith(in);
    String s3 = System.getenv("AWS_ENDPOINT_URL_S3");
    if (s3 != null) {
      S3Urls.install(s3);
    }
    try {
      Map<String, HostedFunction> functions = load(setups);
      answer.println("listening " + InvokeServer.start(functions, secret));
      daemon("warm-up", () -> functions.values().forEach(HostedFunction::warm));
    } catch (HandlerException e) {
      answer.println("failed " + e.getMessage());
      System.exit(1);
    }
  }

  private static Map<String, HostedFunction> load(List<FunctionSetup> setups) {
    Deployments deployments = new Deployments();
    Map<String, HostedFunction> functions = new LinkedHashMap<>();
    for (FunctionSetup setup : setups) {
      functions.put(setup.name(), new HostedFunction(setup, deployments));
    }
    return functions;
  }

  private static void endWith(InputStream in) {
    daemon(
        "parent",
        () -> {
          try {
            in.transferTo(OutputStream.nullOutputStream());
          } catch (IOException e) {
            // The parent is gone as well.
          }
          daemon("halt", Host::haltLater);
          System.exit(0);
        });
  }

  private static void haltLater() {
    try {
      Thread.sleep(EXIT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(0);
  }

  private static void daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }
}
