package dev.latchkey.local;

import dev.latchkey.local.gateway.StackException;
import dev.latchkey.local.template.TemplateException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/** What {@code ./run} starts after the build, with the project's folder as its first argument. */
public final class Main {
  private static final int MOST_LINES = 50;

  /** How long an hour of a schedule takes. */
  private static final Duration HOUR = Duration.ofSeconds(30);

  private static final Duration HOUR_OF_DEMO = Duration.ofSeconds(1);

  private final Path project;
  private final Options options;

  private Main(Path project, Options options) {
    this.project = project;
    this.options = options;
  }

  public static void main(String[] arguments) throws Exception {
    List<String> all = List.of(arguments);
    Path project = Path.of(all.get(0));
    try {
      Options options = Options.parse(project, all.subList(1, all.size()));
      Main main = new Main(project, options);
      System.exit(options.demo() ? main.demo() : main.serve());
    } catch (StartException | StackException | TemplateException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private int serve() throws IOException, InterruptedException {
    LocalEnvironment laptop =
        LocalEnvironment.start(
            project,
            Ports.from(options.port()),
            options.data(),
            options.reset(),
            options.parameters(),
            HOUR,
            System.out::println);
    Runtime.getRuntime().addShutdownHook(new Thread(laptop::close, "stop"));
    System.out.println(
        options.parameters().containsKey("OidcIssuer")
            ? "\nOperators sign in with " + laptop.issuer()
            : "\nTry it in another terminal:\n\n" + demo(laptop).commands());
    System.out.println(
        options.data() == null
            ? "The tables are in memory only."
            : "The tables are kept in " + options.data());
    System.out.println("Proxies ask " + laptop.frontDoor());
    System.out.println("Secrets Manager is at " + laptop.secretsManager());
    System.out.println("Ready: " + laptop.console());
    new CountDownLatch(1).await();
    return 0;
  }

  private int demo() throws IOException, InterruptedException {
    Deque<String> log = new ArrayDeque<>();
    BlockingQueue<String> events = new LinkedBlockingQueue<>();
    try (LocalEnvironment laptop =
        LocalEnvironment.start(
            project,
            Ports.free(),
            null,
            false,
            Map.of(),
            HOUR_OF_DEMO,
            line -> show(log, events, line))) {
      Demo demo = demo(laptop);
      if (demo.play(System.out) && demo.awaitEvents(events, System.out)) {
        return 0;
      }
    }
    System.err.println("The last lines of the log:");
    log.forEach(System.err::println);
    return 1;
  }

  private Demo demo(LocalEnvironment laptop) throws IOException {
    return Demo.of(
        Files.readString(project.resolve("README.md")),
        laptop.management(),
        laptop.example(),
        URI.create(laptop.issuer()));
  }

  /** Prints events, and keeps the last lines for the case that the demo fails. */
  private static void show(Deque<String> log, BlockingQueue<String> events, String line) {
    if (line.startsWith(LocalEnvironment.EVENT)) {
      System.out.println(line);
      events.add(line);
    }
    synchronized (log) {
      log.add(line);
      if (log.size() > MOST_LINES) {
        log.remove();
      }
    }
  }
}
