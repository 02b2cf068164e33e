package dev.latchkey.tests.attack;

import java.util.ArrayList;
import java.util.List;

/** A data API of a {@link Sequence}, and what is known of it. */
final class SequenceDataApi {
  /** How far it has come. */
  enum Life {
    NONE,
    REGISTERED,
    DELETED
  }

  final String id;
  final String apiId;
  final String idempotencyKey;
  final SequenceKey first;
  final List<String> history = new ArrayList<>();
  Life life = Life.NONE;

  /**
   * @param apiId the API that its keys open
   * @param idempotencyKey the {@code Idempotency-Key} that registers it
   */
  SequenceDataApi(String id, String apiId, String idempotencyKey) {
    this.id = id;
    this.apiId = apiId;
    this.idempotencyKey = idempotencyKey;
    this.first = new SequenceKey(this, "POST /v1/data-apis", idempotencyKey);
  }

  String path() {
    return "/v1/data-apis/" + id;
  }

  /** The request that registers it. */
  String body(String domain) {
    return "{'data_api_id': '%s', 'domain': '%s', 'dataset': 's', 'routes': [{'api_id': '%s'}], 'key': {'validity_days': 30}}"
        .formatted(id, domain, apiId);
  }
}
