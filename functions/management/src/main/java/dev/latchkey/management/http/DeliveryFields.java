package dev.latchkey.management.http;

import dev.latchkey.core.domain.FieldBudget;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads where the secret of a key is delivered to. */
final class DeliveryFields {
  private static final String DELIVER_TO = "deliver_to";
  private static final String SECRET_HASH = "secret_hash";

  private static final int MAX_LENGTH = FieldBudget.MAX_DELIVERY;

  private static final Pattern ARN =
      Pattern.compile(
          "arn:aws[a-z-]{0,20}:secretsmanager:[a-z0-9-]{1,32}:[0-9]{12}:secret:[A-Za-z0-9/_+=.@-]+");

  private DeliveryFields() {}

  /** Returns the ARN of a secret; {@code null} if the key is to be shown. */
  static @Nullable String read(ObjectReader fields) {
    ObjectReader target = fields.object(DELIVER_TO);
    if (target == null) {
      return null;
    }
    String secretArn = target.requiredText("secret_arn", DeliveryFields::problem);
    target.refuseOthers();
    if (fields.has(SECRET_HASH)) {
      fields.refuse(DELIVER_TO, "must not be given together with " + SECRET_HASH);
      fields.refuse(SECRET_HASH, "must not be given together with " + DELIVER_TO);
    }
    return secretArn;
  }

  private static @Nullable String problem(String text) {
    return text.length() <= MAX_LENGTH && ARN.matcher(text).matches()
        ? null
        : "must be the ARN of a secret in AWS Secrets Manager, of at most "
            + MAX_LENGTH
            + " characters";
  }
}
