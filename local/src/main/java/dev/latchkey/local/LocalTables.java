package dev.latchkey.local;

import dev.latchkey.local.dynamodb.LocalDynamoDb;
import dev.latchkey.local.dynamodb.Tables;
import dev.latchkey.local.lambda.FunctionRegistry;
import dev.latchkey.local.stream.EventSourceMapping;
import dev.latchkey.local.stream.StreamDelivery;
import dev.latchkey.local.template.LocalAccount;
import dev.latchkey.local.template.StreamSource;
import dev.latchkey.local.template.Template;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The tables of the stacks, swept by TTL every 10 seconds, and their streams. */
final class LocalTables implements AutoCloseable {
  private static final long SWEEP_SECONDS = 10;

  private final LocalDynamoDb database;
  private final @Nullable DataFolder folder;
  private final List<Template> templates;
  private final Consumer<String> log;
  private final Tables tables;
  private final List<StreamDelivery> deliveries = new ArrayList<>();
  private final ScheduledExecutorService sweeper =
      Executors.newSingleThreadScheduledExecutor(LocalTables::daemon);
  private final Future<?> sweeping;

  /** Makes the tables, or brings those that are there up to the templates. */
  LocalTables(
      LocalDynamoDb database,
      @Nullable DataFolder folder,
      List<Template> templates,
      Consumer<String> log) {
    this.database = database;
    this.folder = folder;
    this.templates = templates;
    this.log = log;
    this.tables = new Tables(database);
    forEachTable(tables::create);
    this.sweeping =
        sweeper.scheduleWithFixedDelay(this::sweep, SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
  }

  /** Starts to deliver the streams to the functions that the templates name. */
  void deliverTo(FunctionRegistry functions) {
    for (Template template : templates) {
      for (StreamSource source : template.streamSources()) {
        deliveries.add(deliver(template, source, functions));
      }
    }
  }

  private StreamDelivery deliver(
      Template template, StreamSource source, FunctionRegistry functions) {
    String name = template.stack() + " " + source.function();
    EventSourceMapping mapping;
    try {
      mapping = EventSourceMapping.of(source);
    } catch (IllegalArgumentException e) {
      throw new StartException("The event source of " + name + ": " + e.getMessage() + ".", e);
    }
    return StreamDelivery.start(
        database,
        source.table(),
        mapping,
        event -> functions.invoke(source.functionArn(), event).answer(),
        folder == null
            ? null
            : folder.streams().resolve(template.stack() + "-" + source.function()),
        LocalAccount.region(),
        line -> log.accept("[" + name + "] " + line));
  }

  @Override
  public void close() {
    sweeping.cancel(false);
    sweeper.shutdown();
    deliveries.forEach(StreamDelivery::close);
  }

  private void sweep() {
    try {
      forEachTable(
          (name, properties) -> tables.sweep(name, properties, InstantSource.system().instant()));
    } catch (RuntimeException e) {
      log.accept("TTL could not delete expired items: " + e.getMessage());
    }
  }

  private void forEachTable(BiConsumer<String, Map<String, Object>> action) {
    for (Template template : templates) {
      template
          .resources("AWS::DynamoDB::Table")
          .forEach((id, properties) -> action.accept(template.ref(id), properties));
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "ttl");
    thread.setDaemon(true);
    return thread;
  }
}
