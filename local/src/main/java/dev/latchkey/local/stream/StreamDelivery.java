package dev.latchkey.local.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.local.dynamodb.LocalDynamoDb;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An event source mapping at work: a table's changes go to a function in order, each at least once,
 * about a tenth of a second after they were made.
 *
 * <p>With a position file nothing is lost when the process ends, in whatever way; what had not been
 * confirmed comes again. DynamoDB keeps changes for 24 hours, on a laptop too.
 */
public final class StreamDelivery implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final StreamReader reader;
  private final EventSourceMapping mapping;
  private final EventJson json;
  private final Delivery delivery;
  private final Consumer<String> log;
  private final Thread thread;
  private volatile boolean closed;

  private StreamDelivery(
      StreamReader reader,
      EventSourceMapping mapping,
      EventJson json,
      StreamConsumer function,
      Consumer<String> log) {
    this.reader = reader;
    this.mapping = mapping;
    this.json = json;
    this.delivery = new Delivery(mapping, function, log);
    this.log = log;
    this.thread = new Thread(this::run, "stream");
    thread.setDaemon(true);
  }

  /**
   * Starts delivering.
   *
   * @param positionFile where to remember how far it got, null to start anew each time
   * @param region what the events name
   * @param log where one line goes for each failed try
   * @throws IllegalArgumentException if the table has no stream
   */
  public static StreamDelivery start(
      LocalDynamoDb database,
      String table,
      EventSourceMapping mapping,
      StreamConsumer function,
      @Nullable Path positionFile,
      String region,
      Consumer<String> log) {
    String arn = database.streamArn(table);
    StreamReader reader =
        new StreamReader(database.streams(), arn, new Positions(positionFile), mapping.batchSize());
    StreamDelivery delivery =
        new StreamDelivery(
            reader, mapping, new EventJson(arn, region, InstantSource.system()), function, log);
    delivery.thread.start();
    return delivery;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!closed) {
        step();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void step() throws InterruptedException {
    try {
      var batch = reader.next();
      if (closed) {
        return;
      }
      if (batch.isEmpty()) {
        Thread.sleep(POLL.toMillis());
        return;
      }
      List<ObjectNode> wanted = new ArrayList<>();
      batch.get().records().stream().map(json::record).filter(mapping::wants).forEach(wanted::add);
      delivery.deliver(wanted);
      reader.taken(batch.get());
    } catch (RuntimeException e) {
      if (!closed) {
        log.accept("the stream cannot be read: " + e.getMessage());
        Thread.sleep(POLL.multipliedBy(10).toMillis());
      }
    }
  }
}
