package dev.latchkey.local.dynamodb;

/** The database's file is not what DynamoDB Local had written. */
public final class DamagedDatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1;

  DamagedDatabaseException(String message) {
    super(message);
  }

  DamagedDatabaseException(String message, Throwable cause) {
    super(message, cause);
  }
}
