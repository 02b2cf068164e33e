package dev.latchkey.core.dynamodb.expression;

import static dev.latchkey.core.dynamodb.item.Attributes.CHANGE;
import static dev.latchkey.core.dynamodb.item.Attributes.CHANGED_AT;
import static dev.latchkey.core.dynamodb.item.Attributes.CHANGED_BY;
import static dev.latchkey.core.dynamodb.item.Attributes.CHANGE_ID;
import static dev.latchkey.core.dynamodb.item.Attributes.CHANGE_IDS;
import static dev.latchkey.core.dynamodb.item.Attributes.REVISION;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.domain.EventKind;
import dev.latchkey.core.dynamodb.item.Item;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The metadata that each write leaves on its item: the change's ID, kind, time and actor.
 *
 * <p>An item remembers its last four changes by {@link ChangeContext#writeId}. If the SDK repeats a
 * write because the response was lost, the write finds its own ID there, even after up to three
 * other changes. It then counts as successful and is not applied twice.
 */
public final class WriteMetadata {
  private final EventKind kind;
  private final ChangeContext change;
  private final byte[] id;

  public WriteMetadata(EventKind kind, ChangeContext change) {
    this.kind = kind;
    this.change = change;
    this.id = change.writeId(kind);
  }

  /** Returns the kind of the change. */
  public EventKind kind() {
    return kind;
  }

  /** Adds the metadata to a new item. */
  public Item on(Item item) {
    CHANGE_IDS.forEach(name -> item.put(name, id));
    return item.put(REVISION, 1)
        .put(CHANGE, kind.word())
        .put(CHANGED_AT, change.at())
        .put(CHANGED_BY, change.by());
  }

  /** Adds the metadata to an update. The item keeps the IDs of the three changes before. */
  public void on(ConditionalUpdate update) {
    for (int i = CHANGE_IDS.size() - 1; i > 0; i--) {
      update.copy(CHANGE_IDS.get(i), CHANGE_IDS.get(i - 1), id);
    }
    update
        .increase(REVISION)
        .set(CHANGE_ID, id)
        .set(CHANGE, kind.word())
        .set(CHANGED_AT, change.at())
        .set(CHANGED_BY, change.by());
  }

  /** Returns the condition that the item does not remember this change. */
  public String isNew(ExpressionBuilder expression) {
    String remembered =
        CHANGE_IDS.stream().map(expression::name).collect(Collectors.joining(", ", "(", ")"));
    return "NOT " + expression.value(id) + " IN " + remembered;
  }

  /** Adds the condition that the item has the revision that the change requires. */
  void requireRevision(ConditionalUpdate update) {
    Long revision = change.revision();
    if (revision != null) {
      update.onlyIf(expression -> expression.equal(REVISION, revision));
    }
  }

  /** Returns whether an item remembers this change. */
  public boolean isOn(Item item) {
    return CHANGE_IDS.stream()
        .anyMatch(name -> item.get(name) instanceof byte[] other && Arrays.equals(id, other));
  }
}
