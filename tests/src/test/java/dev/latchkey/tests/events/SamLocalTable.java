package dev.latchkey.tests.events;

import dev.latchkey.local.dynamodb.TestTable;
import java.io.IOException;

/**
 * Runs DynamoDB Local for {@code sam local} until it is stopped: in memory, on all addresses, so
 * that containers reach it. Its table {@code KeyTable} holds {@code events/table.json}.
 */
final class SamLocalTable {
  private SamLocalTable() {}

  /**
   * Starts it.
   *
   * @param arguments the port
   */
  public static void main(String[] arguments) throws IOException {
    TestTable table = SeededTable.create("KeyTable");
    Relay relay = Relay.to(table.endpoint(), Integer.parseInt(arguments[0]));
    System.out.printf(
        "Ready: the table KeyTable is at http://host.docker.internal:%d. Press Ctrl-C to stop.%n",
        relay.port());
  }
}
