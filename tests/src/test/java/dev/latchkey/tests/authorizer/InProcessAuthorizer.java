package dev.latchkey.tests.authorizer;

import com.amazonaws.services.lambda.runtime.Context;
import dev.latchkey.authorizer.AuthorizerSettings;
import dev.latchkey.authorizer.handlers.AuthorizeKeyHandler;
import dev.latchkey.authorizer.handlers.AuthorizerDependencies;
import dev.latchkey.authorizer.snapshot.Priming;
import dev.latchkey.authorizer.snapshot.TableConnection;
import dev.latchkey.core.application.KeyReader;
import dev.latchkey.core.application.LeaseStore;
import dev.latchkey.core.memory.InMemoryLeases;
import dev.latchkey.core.telemetry.Telemetry;
import dev.latchkey.core.telemetry.UnauthorizedException;
import dev.latchkey.testing.TestContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The authorizer's handler in this JVM, on any stores and by any clock, with the prefix {@code lk}.
 * As in Lambda, one answers one call at a time.
 */
public final class InProcessAuthorizer {
  private static final Context CONTEXT = new TestContext("attack");

  private final AuthorizeKeyHandler handler;

  /**
   * @param reader reads keys and data APIs
   * @param clock by which it decides, and remembers data APIs for 60 s
   */
  public InProcessAuthorizer(KeyReader reader, InstantSource clock) {
    this(reader, new InMemoryLeases(), clock, OutputStream.nullOutputStream());
  }

  /**
   * @param log takes its log lines
   */
  public InProcessAuthorizer(KeyReader reader, InstantSource clock, OutputStream log) {
    this(reader, new InMemoryLeases(), clock, log);
  }

  /**
   * @param leases counts requests of keys with a quota
   * @param log takes its log lines
   */
  public InProcessAuthorizer(
      KeyReader reader, LeaseStore leases, InstantSource clock, OutputStream log) {
    PrintStream lines = new PrintStream(log, true, StandardCharsets.UTF_8);
    handler =
        new AuthorizeKeyHandler(
            new AuthorizerDependencies(
                new AuthorizerSettings("keys", List.of("lk"), Duration.ofSeconds(60), false, false),
                new Telemetry("authorize-key", clock, () -> lines),
                clock,
                () -> new TableConnection(reader, leases, () -> {}),
                Priming::new,
                ignored -> {}));
  }

  /** What it answers, or nothing where API Gateway would answer 401. */
  public byte @Nullable [] answer(byte[] event) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1_024);
    try {
      handler.handleRequest(new ByteArrayInputStream(event), out, CONTEXT);
      return out.toByteArray();
    } catch (UnauthorizedException refusal) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
