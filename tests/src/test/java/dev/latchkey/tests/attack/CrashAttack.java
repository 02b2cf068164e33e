package dev.latchkey.tests.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills what is at work, and looks for all that was acknowledged. */
@Tag("attack")
final class CrashAttack {
  private static final int WRITERS = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path folder;

  /** A key as its one writer knows it: what was answered, and what was asked without an answer. */
  private static final class Written {
    final String keyId;
    final List<String> acknowledged = new ArrayList<>(List.of("created"));
    final List<String> unanswered = new ArrayList<>();

    Written(String keyId) {
      this.keyId = keyId;
    }
  }

  @Test
  void whatWasAcknowledgedIsThereWithItsHistory() throws IOException {
    Attack attack =
        Attack.on(
            CrashAttack.class,
            "Crashes",
            "`kill -9` hits the functions or the table. No acknowledged write is lost"
                + " or half done, and the audit log is complete.");
    int writes = attack.size("writes", 40, 10_000);
    int kills = attack.size("kills", 2, 100);
    AtomicInteger acknowledged = new AtomicInteger();
    AtomicBoolean isOver = new AtomicBoolean();
    ConcurrentLinkedQueue<Written> all = new ConcurrentLinkedQueue<>();
    try (CrashingProcess site = new CrashingProcess(folder)) {
      register(site);
      List<CompletableFuture<Void>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        SplittableRandom random = Attack.random(i);
        writers.add(
            CompletableFuture.runAsync(
                () -> {
                  while (!isOver.get()) {
                    write(site, random, all, acknowledged);
                  }
                },
                task -> new Thread(task, "writer").start()));
      }
      Progress progress = attack.progress(kills);
      for (int kill = 1; kill <= kills; kill++) {
        awaitCount(acknowledged, writes * kill / (kills + 1), writers);
        if (kill % 2 == 0) {
          site.killFunctions();
        } else {
          site.killTable();
        }
        progress.step();
      }
      awaitCount(acknowledged, writes, writers);
      isOver.set(true);
      writers.forEach(CompletableFuture::join);
      int unanswered = 0;
      int found = 0;
      for (Written key : all) {
        found += check(site, key);
        unanswered += key.unanswered.size();
      }
      assertThat(found).as("acknowledged writes").isEqualTo(acknowledged.get());
      attack.leave(
          ("%,d of %,d acknowledged writes found, on %,d keys. %,d more writes were"
                  + " requested without a response, and each was done completely or not at all."
                  + " Every change has its event.")
              .formatted(found, acknowledged.get(), all.size(), unanswered));
    }
  }

  private static void awaitCount(
      AtomicInteger count, int wanted, List<CompletableFuture<Void>> writers) {
    while (count.get() < wanted) {
      assertThat(writers).noneMatch(CompletableFuture::isCompletedExceptionally);
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  private static void register(CrashingProcess site) {
    String body =
        "{'data_api_id': 'crash', 'domain': 'd', 'dataset': 's', 'routes': [{'api_id': 'a'}]}";
    eventually(
        () -> {
          JsonNode answer = site.call("RegisterDataApi", "POST /v1/data-apis", Map.of(), body);
          return answer != null && List.of(201, 409).contains(answer.path("statusCode").asInt())
              ? answer
              : null;
        });
  }

  /** One key: created, extended some times, perhaps revoked. */
  private static void write(
      CrashingProcess site,
      SplittableRandom random,
      ConcurrentLinkedQueue<Written> all,
      AtomicInteger acknowledged) {
    JsonNode made =
        site.call(
            "CreateKey",
            "POST /v1/keys",
            Map.of(),
            "{'data_api_id': 'crash', 'name': 'k', 'validity_days': 10}");
    if (made == null || made.path("statusCode").asInt() != 201) {
      return;
    }
    Written key = new Written(CrashingProcess.body(made).path("key_id").asText());
    all.add(key);
    acknowledged.incrementAndGet();
    for (int i = random.nextInt(6); i > 0; i--) {
      change(site, key, "extended", "ExtendKey", "/extend", "{'validity_days': 1}", acknowledged);
    }
    if (random.nextBoolean()) {
      change(site, key, "revoked", "RevokeKey", "/revoke", "{}", acknowledged);
    }
  }

  private static void change(
      CrashingProcess site,
      Written key,
      String kind,
      String verb,
      String path,
      String body,
      AtomicInteger acknowledged) {
    JsonNode answer =
        site.call(verb, "POST /v1/keys/{key_id}" + path, Map.of("key_id", key.keyId), body);
    int status = answer == null ? 0 : answer.path("statusCode").asInt();
    if (status == 200) {
      key.acknowledged.add(kind);
      acknowledged.incrementAndGet();
    } else {
      assertThat(status).isIn(0, 500, 502, 503);
      key.unanswered.add(kind);
    }
  }

  /**
   * The key is what its events make of it, and they are all that was answered, and no others.
   *
   * @return how many of the acknowledged writes are there
   */
  private static int check(CrashingProcess site, Written key) {
    Map<String, String> path = Map.of("key_id", key.keyId);
    JsonNode seen = CrashingProcess.body(ask(site, "GetKey", "GET /v1/keys/{key_id}", path));
    Instant end = Instant.parse(seen.path("expires_at").asText());
    Instant made = Instant.parse(seen.path("created_at").asText());
    long extended = Duration.between(made, end).toDays() - 10;
    boolean isRevoked = seen.path("status").asText().equals("revoked");
    long answered = key.acknowledged.stream().filter("extended"::equals).count();
    long open = key.unanswered.stream().filter("extended"::equals).count();
    assertThat(extended).as("extensions of %s", key.keyId).isBetween(answered, answered + open);
    assertThat(isRevoked || !key.acknowledged.contains("revoked")).as("revoked as said").isTrue();
    long events = 1 + extended + (isRevoked ? 1 : 0);
    JsonNode complete =
        eventually(
            () -> {
              JsonNode history =
                  CrashingProcess.body(
                      ask(site, "ListKeyEvents", "GET /v1/keys/{key_id}/events", path));
              return history.path("events").size() == events ? history : null;
            });
    List<String> kinds = new ArrayList<>();
    complete.path("events").forEach(event -> kinds.add(event.path("kind").asText()));
    int found = 0;
    for (String kind : key.acknowledged) {
      found += kinds.remove(kind) ? 1 : 0;
    }
    assertThat(found).as("acknowledged writes of %s", key.keyId).isEqualTo(key.acknowledged.size());
    return found;
  }

  private static JsonNode ask(
      CrashingProcess site, String verb, String call, Map<String, String> path) {
    return eventually(
        () -> {
          JsonNode answer = site.call(verb, call, path, null);
          return answer != null && answer.path("statusCode").asInt() == 200 ? answer : null;
        });
  }

  private static JsonNode eventually(Supplier<@Nullable JsonNode> ask) {
    Instant deadline = Instant.now().plus(PATIENCE);
    JsonNode answer = ask.get();
    while (answer == null) {
      assertThat(Instant.now()).as("in time").isBefore(deadline);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      answer = ask.get();
    }
    return Objects.requireNonNull(answer);
  }
}
