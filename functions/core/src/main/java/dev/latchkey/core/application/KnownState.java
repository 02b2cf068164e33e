package dev.latchkey.core.application;

import dev.latchkey.core.domain.Actor;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.Creation;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DataApiFields;
import dev.latchkey.core.domain.DataApiRef;
import dev.latchkey.core.domain.FieldValues;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.Revocation;
import dev.latchkey.core.domain.Suspension;
import dev.latchkey.core.domain.Version;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A key, or a data API, at one instant, as far as it is known.
 *
 * @param exists whether it existed; {@code null} if that is not known
 * @param value it with what is known; {@code null} if it did not exist
 * @param knows whether a field is known, by its name in the audit log
 */
record KnownState<T>(@Nullable Boolean exists, @Nullable T value, Predicate<String> knows) {
  static final String DATA_API_ID = "data_api_id";
  static final String EXPIRES_AT = "expires_at";
  static final String REVOKED_AT = "revoked_at";
  static final String SUSPENDED_AT = "suspended_at";
  static final String REGISTRATION = "registration";

  private static final Creation UNTOLD =
      new Creation(Instant.EPOCH, new Actor("unknown", "unknown"));

  /** Returns a key or data API of now. */
  static <T> KnownState<T> now(@Nullable T value) {
    return new KnownState<>(value != null, value, field -> true);
  }

  /**
   * Returns a key of the past.
   *
   * @param registration the registration of its data API, which never changes; {@code null} if it
   *     is not known
   */
  static KnownState<ApiKey> key(KeyId keyId, PastFields past, @Nullable String registration) {
    Instant expiresAt = past.time(EXPIRES_AT);
    Instant suspendedAt = past.time(SUSPENDED_AT);
    Instant revokedAt = past.time(REVOKED_AT);
    FieldValues fields = past.declared(KeyFields.ALL);
    ApiKey key =
        new ApiKey(
            keyId,
            new DataApiRef(
                Objects.requireNonNullElse(past.text(DATA_API_ID), ""),
                "",
                Objects.requireNonNullElse(registration, "")),
            fields,
            "",
            UNTOLD,
            expiresAt == null ? Instant.MAX : expiresAt,
            suspendedAt == null ? null : new Suspension(suspendedAt, UNTOLD.by(), null),
            revokedAt == null ? null : new Revocation(revokedAt, UNTOLD.by(), null),
            null,
            null,
            null,
            Version.first(Instant.EPOCH));
    return new KnownState<>(
        past.exists(),
        Boolean.FALSE.equals(past.exists()) ? null : key,
        field -> field.equals(REGISTRATION) ? registration != null : past.tells(field));
  }

  /** Returns a data API of the past. */
  static KnownState<DataApi> dataApi(String id, PastFields past) {
    String registration = Objects.requireNonNullElse(past.text(REGISTRATION), "");
    FieldValues fields = past.declared(DataApiFields.ALL);
    DataApi dataApi = DataApi.registered(new DataApiRef(id, "", registration), fields, UNTOLD);
    boolean hasRoutes = fields.get(DataApiFields.ROUTES) != null;
    return new KnownState<>(
        past.exists(),
        Boolean.FALSE.equals(past.exists()) ? null : dataApi,
        field -> past.tells(field) && (hasRoutes || !field.equals(DataApiFields.ROUTES.name())));
  }

  /** Returns a key's fields as the audit log has them. */
  static Map<String, Object> fields(ApiKey key) {
    Map<String, Object> fields = new HashMap<>();
    key.fields().forEach(KeyFields.ALL, (field, plain) -> fields.put(field.name(), plain));
    fields.put(DATA_API_ID, key.dataApiId());
    fields.put(EXPIRES_AT, key.expiresAt().toString());
    if (key.suspension() != null) {
      fields.put(SUSPENDED_AT, key.suspension().at().toString());
    }
    if (key.revocation() != null) {
      fields.put(REVOKED_AT, key.revocation().at().toString());
    }
    return fields;
  }

  /** Returns a data API's fields as the audit log has them. */
  static Map<String, Object> fields(DataApi dataApi) {
    Map<String, Object> fields = new HashMap<>();
    dataApi.fields().forEach(DataApiFields.ALL, (field, plain) -> fields.put(field.name(), plain));
    fields.put(REGISTRATION, dataApi.ref().registration());
    return fields;
  }
}
