package dev.latchkey.core.dynamodb.mapping;

import static dev.latchkey.core.dynamodb.item.Attributes.*;

import dev.latchkey.core.application.StackResource;
import dev.latchkey.core.domain.DataApiRef;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.dynamodb.item.Item;
import dev.latchkey.core.dynamodb.item.ItemKey;
import java.time.Duration;
import java.time.Instant;

/** Converts what a stack declares to its item and back. */
public final class StackResourceItem {
  /** How long a removed resource is kept. Lambda repeats requests for less than this. */
  private static final Duration KEPT = Duration.ofDays(1);

  private StackResourceItem() {}

  /** Returns the item of a resource. */
  public static Item of(StackResource resource) {
    ItemKey key = ItemKey.ofStackResource(resource.id());
    Item item =
        new Item()
            .put(PK, key.pk())
            .put(SK, key.sk())
            .put(STACK_ID, resource.stackId())
            .put(LOGICAL_ID, resource.logicalId())
            .put(STACK_REQUESTS, resource.requests())
            .put(STACK_KEY_ID, resource.keyId().value())
            .put(STACK_DATA_API_ID, resource.dataApiId());
    Instant removedAt = resource.removedAt();
    if (removedAt != null) {
      item.put(DELETED_AT, removedAt).put(TTL, removedAt.plus(KEPT));
    }
    DataApiRef registration = resource.registration();
    return registration == null
        ? item
        : item.put(DOMAIN, registration.domain()).put(REGISTRATION, registration.registration());
  }

  /** Returns the resource of an item. */
  public static StackResource resource(Item item) {
    String dataApiId = item.text(STACK_DATA_API_ID);
    return new StackResource(
        item.text(PK).substring(STACK_PK.length()),
        item.text(STACK_ID),
        item.text(LOGICAL_ID),
        item.texts(STACK_REQUESTS),
        new KeyId(item.text(STACK_KEY_ID)),
        dataApiId,
        item.has(REGISTRATION) ? CommonItem.ref(item, dataApiId) : null,
        item.timeOrNull(DELETED_AT));
  }
}
