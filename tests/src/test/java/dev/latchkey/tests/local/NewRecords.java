package dev.latchkey.tests.local;

import dev.latchkey.local.dynamodb.LocalDynamoDb;
import dev.latchkey.local.stream.Positions;
import dev.latchkey.local.stream.StreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** A table's stream, read when it is asked for. Not for several threads. */
@NullMarked
public final class NewRecords {
  private static final int BATCH = 100;

  private final StreamReader reader;

  /** From the stream's beginning on. */
  public NewRecords(LocalDynamoDb database, String table) {
    reader =
        new StreamReader(database.streams(), database.streamArn(table), new Positions(null), BATCH);
  }

  /** All records since the last time, in order. */
  public List<Record> take() {
    List<Record> records = new ArrayList<>();
    for (Optional<StreamReader.Batch> batch = reader.next();
        batch.isPresent();
        batch = reader.next()) {
      records.addAll(batch.get().records());
      reader.taken(batch.get());
    }
    return records;
  }
}
