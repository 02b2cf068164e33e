package dev.latchkey.management.history;

import static dev.latchkey.core.memory.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.latchkey.core.domain.Actor;
import dev.latchkey.core.domain.EventKind;
import dev.latchkey.core.domain.KeyEvent;
import dev.latchkey.core.domain.KeyEvent.FieldChange;
import dev.latchkey.core.dynamodb.item.Item;
import dev.latchkey.core.memory.Samples;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the events of changes that the API cannot have made, with any metadata. */
class UnreadableChangeTest {
  private static final Actor UNKNOWN = new Actor("unknown", "unknown");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "31556889864403199",
        "31556889864403200",
        "-31557014167219201",
        "253402300800",
        "-62167219201",
        "99999999999999999999",
        "1e100"
      })
  void aTimeThatNobodyCanWrite(String changedAt) {
    KeyEvent event = describe(signed().put("changed_at", new BigDecimal(changedAt)));
    assertUnreadable(event);
    assertThat(event.changes()).isEmpty();
  }

  @Test
  void aTimeThatIsNoNumber() {
    assertUnreadable(describe(signed().put("changed_at", "soon")));
  }

  @Test
  void aTimeInTheFuture() {
    assertUnreadable(describe(signed().put("changed_at", NOW.plus(Duration.ofMinutes(6)))));
    assertThat(describe(signed().put("changed_at", NOW.plus(Duration.ofMinutes(5)))))
        .satisfies(event -> assertThat(event.unreadable()).isFalse())
        .satisfies(event -> assertThat(event.kind()).isEqualTo(EventKind.EDITED));
  }

  @Test
  void withoutASignatureToo() {
    Item item = item().put("changed_at", new BigDecimal("1e100"));
    assertUnreadable(describe(item));
  }

  @Test
  void itStillTellsOfAPlantedSecret() {
    Item item =
        signed()
            .put("changed_at", new BigDecimal("1e100"))
            .put("secret_hash", Samples.hash(Samples.key().key().keyId()).toBytes());
    assertThat(describe(item).changes())
        .containsOnly(entry("secret", new FieldChange(null, "set out of band")));
  }

  @Test
  void aMapThatCannotBeRead() {
    Item item = signed().put("changed_at", NOW).put("about", new TreeMap<>(Map.of(7, "no name")));
    KeyEvent event = describe(item);
    assertUnreadable(event);
    assertThat(event.changes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"registered", "removed", "altered"})
  void aKindThatTheApiDoesNotGiveAKey(String kind) {
    KeyEvent event = describe(signed().put("change", kind).put("changed_at", NOW));
    assertThat(event.kind()).isEqualTo(EventKind.ALTERED);
    assertThat(event.by()).isEqualTo(UNKNOWN);
  }

  @Test
  void anAuthorWithoutAName() {
    KeyEvent event =
        describe(
            signed()
                .put("changed_at", NOW)
                .put("changed_by.subject", "")
                .put("changed_by.name", ""));
    assertThat(event.by()).isEqualTo(UNKNOWN);
  }

  private static void assertUnreadable(KeyEvent event) {
    assertThat(event.kind()).isEqualTo(EventKind.ALTERED);
    assertThat(event.unreadable()).isTrue();
    assertThat(event.at()).isEqualTo(NOW);
    assertThat(event.by()).isEqualTo(UNKNOWN);
  }

  private static Item item() {
    return new Item().put("pk", "KEY#x").put("sk", "KEY");
  }

  private static Item signed() {
    return item()
        .put("change_id", "forged")
        .put("change", "edited")
        .put("changed_by.subject", "engineer")
        .put("changed_by.name", "Erin");
  }

  private static KeyEvent describe(Item after) {
    return DescribeChange.event(new ItemChange(new Item(), after, "1", NOW, false)).orElseThrow();
  }
}
