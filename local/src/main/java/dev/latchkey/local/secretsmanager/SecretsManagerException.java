package dev.latchkey.local.secretsmanager;

/** An error of Secrets Manager, with its name. */
final class SecretsManagerException extends RuntimeException {
  private final String type;

  SecretsManagerException(String type, String message) {
    super(message);
    this.type = type;
  }

  /** Returns the error that a secret, or a version of it, does not exist. */
  static SecretsManagerException notFound() {
    return new SecretsManagerException(
        "ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
  }

  String type() {
    return type;
  }
}
