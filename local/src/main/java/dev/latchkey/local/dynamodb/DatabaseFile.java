package dev.latchkey.local.dynamodb;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import com.almworks.sqlite4java.SQLiteStatement;
import com.amazonaws.services.dynamodbv2.local.shared.access.sqlite.SQLiteDBAccess;
import java.nio.file.Path;

/** The file in which DynamoDB Local keeps its tables, opened only when it is sound. */
final class DatabaseFile {
  private DatabaseFile() {}

  static SQLiteDBAccess open(Path file) {
    SQLiteDBAccess access;
    try {
      access = new SQLiteDBAccess(file.toString());
    } catch (RuntimeException e) {
      throw new DamagedDatabaseException(file + " cannot be opened", e);
    }
    String finding = check(file);
    if (!finding.equals("ok")) {
      access.close();
      throw new DamagedDatabaseException(file + ": " + finding);
    }
    return access;
  }

  private static String check(Path file) {
    SQLiteConnection connection = new SQLiteConnection(file.toFile());
    try {
      SQLiteStatement check = connection.openReadonly().prepare("PRAGMA quick_check(1)");
      return check.step() ? check.columnString(0) : "ok";
    } catch (SQLiteException e) {
      throw new DamagedDatabaseException(file + " cannot be read", e);
    } finally {
      connection.dispose();
    }
  }
}
