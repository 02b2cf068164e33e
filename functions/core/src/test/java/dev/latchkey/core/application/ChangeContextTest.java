package dev.latchkey.core.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.domain.Actor;
import dev.latchkey.core.domain.EventKind;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChangeContextTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Actor ADA = new Actor("ada", "Ada");
  private static final UUID ID = UUID.fromString("11111111-2222-3333-4444-555555555555");

  private static String writeId(UUID id, Actor by, EventKind kind) {
    return HexFormat.of().formatHex(new ChangeContext(id, by, NOW).writeId(kind));
  }

  @Test
  void aRepeatHasTheSameWriteId() {
    assertThat(writeId(ID, ADA, EventKind.REVOKED))
        .hasSize(32)
        .isEqualTo(writeId(ID, new Actor("ada", "another name"), EventKind.REVOKED));
  }

  @Test
  void invocationKindAndActorEachMakeAnother() {
    Set<String> ids = new HashSet<>();
    for (UUID id : new UUID[] {ID, new UUID(ID.getMostSignificantBits(), 0), new UUID(0, 0)}) {
      for (String subject : new String[] {"ada", "bob", "", "revoked\nada"}) {
        for (EventKind kind : EventKind.values()) {
          ids.add(writeId(id, new Actor(subject, "Ada"), kind));
        }
      }
    }
    assertThat(ids).hasSize(3 * 4 * EventKind.values().length);
  }

  @Test
  void eachChangeHasAnIdOfItsOwn() {
    SecureRandom random = new SecureRandom();
    assertThat(ChangeContext.draw(random, ADA, NOW).id())
        .isNotEqualTo(ChangeContext.draw(random, ADA, NOW).id());
  }
}
