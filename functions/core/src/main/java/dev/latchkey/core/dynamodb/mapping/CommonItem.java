package dev.latchkey.core.dynamodb.mapping;

import static dev.latchkey.core.dynamodb.item.Attributes.*;

import dev.latchkey.core.domain.Creation;
import dev.latchkey.core.domain.DataApiRef;
import dev.latchkey.core.domain.Field;
import dev.latchkey.core.domain.FieldEdits;
import dev.latchkey.core.domain.FieldValues;
import dev.latchkey.core.domain.Version;
import dev.latchkey.core.dynamodb.expression.ConditionalUpdate;
import dev.latchkey.core.dynamodb.expression.ExpressionBuilder;
import dev.latchkey.core.dynamodb.expression.WriteMetadata;
import dev.latchkey.core.dynamodb.item.Item;
import dev.latchkey.core.dynamodb.item.ItemKey;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Maps the attributes that items of keys and of data APIs share. */
public final class CommonItem {
  private static final Map<Class<?>, String> TYPES =
      Map.of(
          String.class,
          "S",
          Boolean.class,
          "BOOL",
          BigDecimal.class,
          "N",
          List.class,
          "L",
          Map.class,
          "M");

  private CommonItem() {}

  /** Returns a new item with its declared fields. {@link WriteMetadata} adds the version. */
  public static Item of(
      ItemKey key,
      String kind,
      DataApiRef ref,
      Creation creation,
      FieldValues fields,
      List<Field<?>> declared) {
    Item item =
        new Item()
            .put(PK, key.pk())
            .put(SK, key.sk())
            .put(KIND, kind)
            .put(DOMAIN, ref.domain())
            .put(DOMAIN_KIND, ref.domain() + "#" + kind)
            .put(ABOUT, new HashMap<String, Object>())
            .put(STATE, new HashMap<String, Object>())
            .put(REGISTRATION, ref.registration())
            .put(CREATED_AT, creation.at())
            .put(CREATED_BY, creation.by());
    fields.forEach(declared, (field, plain) -> item.put(path(field), plain));
    return item;
  }

  /** Adds edits of declared fields to an update. */
  public static void edit(ConditionalUpdate update, FieldEdits edits) {
    edits.forEachPlain((field, plain) -> update.set(path(field), plain.orElse(null)));
  }

  /** Returns the condition that edits would change a declared field. */
  public static String differs(ExpressionBuilder expression, FieldEdits edits) {
    List<String> conditions = new ArrayList<>();
    edits.forEachPlain(
        (field, plain) ->
            conditions.add(
                plain
                    .map(
                        value ->
                            expression.absent(path(field))
                                + " OR "
                                + expression.differs(path(field), value))
                    .orElseGet(() -> expression.present(path(field)))));
    return String.join(" OR ", conditions);
  }

  /** Returns the declared fields of an item. */
  public static FieldValues fields(Item item, List<Field<?>> declared) {
    return FieldValues.stored(declared, item.map(ABOUT).values());
  }

  /** Returns the registration that an item belongs to. */
  public static DataApiRef ref(Item item, String dataApiId) {
    return new DataApiRef(dataApiId, item.text(DOMAIN), item.text(REGISTRATION));
  }

  /** Returns when and by whom the item was created. */
  public static Creation creation(Item item) {
    return new Creation(item.time(CREATED_AT), item.actor(CREATED_BY));
  }

  /** Returns the version of an item. */
  public static Version version(Item item) {
    return new Version(item.number(REVISION), item.time(CHANGED_AT));
  }

  /** Returns the condition that the declared fields have these values and no others. */
  public static String hasFields(
      ExpressionBuilder expression, FieldValues values, List<Field<?>> declared) {
    Map<Field<?>, Object> plain = new HashMap<>();
    values.forEach(declared, plain::put);
    return declared.stream()
        .map(
            field ->
                plain.containsKey(field)
                    ? expression.equal(path(field), plain.get(field))
                    : expression.absent(path(field)))
        .collect(Collectors.joining(" AND "));
  }

  /**
   * Returns the condition that these attributes are readable. Without it, a change to an item that
   * was damaged out of band would succeed, and its response would fail. The contents of lists and
   * maps are not checked.
   */
  public static String isReadable(ExpressionBuilder expression, List<Field<?>> declared) {
    List<String> conditions = new ArrayList<>();
    conditions.add(
        expression.texts(
            DOMAIN, REGISTRATION, CREATED_BY + "." + SUBJECT, CREATED_BY + "." + NAME));
    conditions.add(expression.times(CREATED_AT, CHANGED_AT));
    conditions.add(expression.type(STATE, "M"));
    conditions.add(expression.type(REVISION, "N"));
    declared.forEach(field -> conditions.add(isReadable(expression, field)));
    return String.join(" AND ", conditions);
  }

  private static String isReadable(ExpressionBuilder expression, Field<?> field) {
    String path = path(field);
    String ofType =
        expression.type(path, Objects.requireNonNull(TYPES.get(field.type().plainType())));
    return field.is(Field.Use.REQUIRED)
        ? ofType
        : "(%s OR %s)".formatted(expression.absent(path), ofType);
  }

  private static String path(Field<?> field) {
    return ABOUT + "." + field.name();
  }
}
