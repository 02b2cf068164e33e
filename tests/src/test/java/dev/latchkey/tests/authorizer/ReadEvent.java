package dev.latchkey.tests.authorizer;

import dev.latchkey.authorizer.event.EventReader;
import dev.latchkey.authorizer.event.MalformedEventException;
import dev.latchkey.core.application.KeyHeaders.Credential;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/** The authorizer's event reader as an attacker meets it: bytes in, a key or nothing out. */
@NullMarked
public final class ReadEvent {
  private ReadEvent() {}

  /** The key that an event presents; nothing if it has none, or is none that API Gateway sends. */
  public static Optional<String> presentedKey(byte[] event, List<String> prefixes) {
    try {
      return EventReader.read(new ByteArrayInputStream(event), prefixes)
          .filter(read -> read.credential() instanceof Credential.One)
          .map(read -> ((Credential.One) read.credential()).text());
    } catch (MalformedEventException declared) {
      return Optional.empty();
    }
  }
}
