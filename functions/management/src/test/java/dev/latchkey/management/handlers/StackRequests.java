package dev.latchkey.management.handlers;

import dev.latchkey.core.domain.DomainScope;
import dev.latchkey.core.memory.InMemoryStackResourceStore;
import dev.latchkey.core.memory.InMemoryStores;
import dev.latchkey.core.telemetry.Telemetry;
import dev.latchkey.management.cloudformation.ResponseUrl;
import dev.latchkey.management.handlers.SimulatedStack.Resource;
import dev.latchkey.management.json.JsonDocument;
import dev.latchkey.management.json.MalformedJsonException;
import dev.latchkey.testing.TestContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * CloudFormation's requests to the function. They are lost or repeated, and so are the responses.
 */
final class StackRequests {
  private static final int REMEMBERED = 40;

  private final Random random;
  private final StackFaults faults;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final ProvisionHandler handler;
  private final List<Map<String, Object>> sent = new ArrayList<>();
  private final StringBuilder responses = new StringBuilder();
  private final Map<String, Integer> outcomes = new TreeMap<>();
  private Instant now = Instant.parse("2026-11-21T09:00:00Z");
  private byte @Nullable [] response;
  private int requests;

  StackRequests(
      Random random,
      InMemoryStores stores,
      InMemoryStackResourceStore resources,
      StackVault vault) {
    this.random = random;
    faults = new StackFaults(random);
    ManagementDependencies all =
        new ManagementDependencies(
            ManagementFixture.SETTINGS,
            () -> now,
            random,
            new Telemetry(
                "test", () -> now, () -> new PrintStream(log, true, StandardCharsets.UTF_8)),
            faults.around(stores.all()),
            faults.around(vault));
    handler =
        new ProvisionHandler(
            ProvisionDependencies.of(
                all,
                DomainScope.of(List.of("sales", "logistics")),
                faults.around(resources),
                this::receive,
                List.of(Duration.ZERO)));
  }

  /**
   * The creation, update or deletion of a resource.
   *
   * @param old the properties before, in an update
   */
  record Operation(
      String action,
      SimulatedStack stack,
      String logicalId,
      Resource resource,
      @Nullable String physicalId,
      @Nullable Map<String, Object> old) {
    Map<String, Object> event(String requestId) {
      return StackEvents.event(
          action,
          stack.name,
          requestId,
          resource.type(),
          logicalId,
          physicalId,
          resource.properties(),
          old);
    }

    @Override
    public String toString() {
      return action + " of " + logicalId + " in " + stack.name;
    }
  }

  /** A response, or none in time. */
  record Result(boolean isDone, @Nullable String physicalId, String keyId) {}

  Instant now() {
    return now;
  }

  void pass(int seconds) {
    now = now.plusSeconds(seconds);
  }

  /** How often each outcome and each fault occurred. */
  Map<String, Integer> outcomes() {
    Map<String, Integer> all = new TreeMap<>(outcomes);
    faults.counts().forEach((where, number) -> all.merge("ended " + where, number, Integer::sum));
    return all;
  }

  /** Returns what was logged, sent and received since the last call. */
  String takeTexts() {
    String texts = log.toString(StandardCharsets.UTF_8) + responses + sent;
    log.reset();
    responses.setLength(0);
    return texts;
  }

  /** Sends a request until it is done. */
  Result untilDone(Operation operation) {
    for (int attempt = 0; attempt < 50; attempt++) {
      Result result = send(operation);
      if (result.isDone()) {
        return result;
      }
      count(operation.action() + " asked again");
    }
    throw new AssertionError(operation + " is never done: " + responses);
  }

  /** Sends a request. Lambda repeats an invocation that fails, at most twice. */
  Result send(Operation operation) {
    Map<String, Object> event = operation.event("request-" + requests++);
    response = null;
    if (random.nextInt(40) == 0) {
      count("request lost");
      return new Result(false, operation.physicalId(), "");
    }
    boolean isCompleted = false;
    faults.on(true);
    for (int attempt = 0; attempt < 3; attempt++) {
      pass(random.nextInt(20));
      boolean isConfirmed = invoke(event);
      isCompleted |= isConfirmed;
      if (isConfirmed && random.nextInt(8) > 0) {
        break;
      }
    }
    faults.on(false);
    // Lambda drops an invocation that never ended before CloudFormation goes on.
    if (isCompleted) {
      sent.add(event);
    }
    if (sent.size() > REMEMBERED) {
      sent.remove(0);
    }
    return response == null ? timedOut(operation.physicalId()) : read(response);
  }

  private Result timedOut(@Nullable String physicalId) {
    count("timed out");
    return new Result(false, physicalId, "");
  }

  /** Returns whether an invocation succeeded. CloudFormation takes the first response. */
  private boolean invoke(Map<String, Object> event) {
    byte[] first = response;
    boolean isConfirmed;
    try {
      handler.handleRequest(event, new TestContext("provision"));
      isConfirmed = true;
    } catch (RuntimeException ended) {
      isConfirmed = false;
    }
    byte[] latest = response;
    if (first != null && latest != null && first != latest) {
      count("repeated");
      requireSame(
          new String(first, StandardCharsets.UTF_8), new String(latest, StandardCharsets.UTF_8));
      response = first;
    }
    return isConfirmed;
  }

  /** A request that was done is answered as before. One that was refused may succeed later. */
  private static void requireSame(String first, String repeat) {
    if (first.contains("\"SUCCESS\"") && !first.equals(repeat)) {
      throw new AssertionError(first + " was repeated as " + repeat);
    }
  }

  /** Repeats a request whose response CloudFormation no longer awaits. */
  void repeatLate() {
    if (!sent.isEmpty()) {
      count("repeated late");
      invokeLate(sent.get(random.nextInt(sent.size())));
    }
  }

  private void invokeLate(Map<String, Object> event) {
    try {
      handler.handleRequest(event, new TestContext("provision"));
    } catch (RuntimeException lost) {
      count("late response lost");
    }
  }

  private Result read(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    responses.append(text).append('\n');
    if (bytes.length > 4_096) {
      throw new AssertionError("too long: " + text);
    }
    try {
      Map<?, ?> members = (Map<?, ?>) JsonDocument.read(text).root();
      boolean isDone = "SUCCESS".equals(members.get("Status"));
      String keyId =
          members.get("Data") instanceof Map<?, ?> data ? String.valueOf(data.get("KeyId")) : "";
      if (!isDone) {
        count("refused");
      }
      return new Result(isDone, String.valueOf(members.get("PhysicalResourceId")), keyId);
    } catch (MalformedJsonException e) {
      throw new AssertionError(text, e);
    }
  }

  private void receive(ResponseUrl url, byte[] bytes) throws IOException {
    if (random.nextInt(30) == 0) {
      count("response lost");
      throw new IOException("lost");
    }
    response = bytes;
    if (random.nextInt(40) == 0) {
      count("response received, but not confirmed");
      throw new IOException("not confirmed");
    }
  }

  /** Counts an outcome, or the name of a fault. */
  void count(String outcome) {
    outcomes.merge(outcome, 1, Integer::sum);
  }
}
