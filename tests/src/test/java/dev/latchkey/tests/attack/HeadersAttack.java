package dev.latchkey.tests.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.domain.Route;
import dev.latchkey.tests.attack.RawHttp.Answered;
import dev.latchkey.tests.contract.Exchange;
import dev.latchkey.tests.system.Client;
import dev.latchkey.tests.system.Latchkey;
import dev.latchkey.tests.system.RecordedResponse;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sends header fields that no client sends, through the gateway to the packaged functions. */
@Tag("attack")
final class HeadersAttack {
  private static final int THREADS = 4;

  /** What API Gateway takes for all fields; near it, each may count what it likes. */
  private static final int MOST_BYTES = 10_240;

  private static final int NEAR = 600;

  private final Latchkey latchkey = Latchkey.inMemory();
  private final Client engineer = latchkey.as("engineer");
  private final LongAdder served = new LongAdder();
  private final LongAdder unanswered = new LongAdder();
  private final TreeMap<Integer, LongAdder> statuses = new TreeMap<>();

  @Test
  void onlyAKeyInItsPlaceOpensADataApi() {
    Attack attack =
        Attack.on(
            HeadersAttack.class,
            "Headers of a data API's requests",
            "Header fields vary in case, number, order, coding and length. A data API"
                + " serves a request if, and only if, its fields show one valid key as RFC"
                + " 9110 reads them. There is no 5xx, and no status other than 200 and 4xx."
                + " Over raw sockets, through the gateway and the packaged functions.");
    RecordedResponse registered = register("headers", Latchkey.ORDERS);
    HeaderKeys keys =
        new HeaderKeys(
            registered.text("/key/api_key"),
            HttpCalls.create(engineer, "headers").text("api_key"),
            register("headers-elsewhere", "elsewhere").text("/key/api_key"),
            revoked());
    URI base = URI.create(latchkey.orders().base());
    HeaderCases headers = keys.cases();
    int cases = attack.size("header-cases", 200, 10_000);
    attack.inParallel(
        THREADS,
        cases,
        (n, random) -> {
          String raw = headers.next(random);
          answer(base, raw).ifPresent(exchange -> hold(exchange, keys, raw));
        });
    attack.leave(figure(cases));
  }

  /** An answer to a request that may be refused unread, or not. */
  private void hold(Exchange exchange, HeaderKeys keys, String raw) {
    HeaderFields fields = HeaderFields.read(raw);
    int right = keys.status(fields);
    int status = exchange.status();
    assertThat(
            status == right
                || (refusesUnread(status) && mayRefuse(raw, fields))
                || (status == 403 && !isForThisMachine(fields)))
        .as(() -> "%s, not %d, to\n%s".formatted(exchange, right, raw))
        .isTrue();
    latchkey.orders().recorder().accept(exchange);
    assertThat(status < 400 || isProblem(exchange)).as("%s", exchange).isTrue();
  }

  private Optional<Exchange> answer(URI base, String raw) {
    Optional<Answered> answered = RawHttp.get(base, "/orders", raw);
    if (answered.isEmpty()) {
      assertThat(raw.length()).as("unanswered:\n%s", raw).isGreaterThan(MOST_BYTES - NEAR);
      unanswered.increment();
      return Optional.empty();
    }
    Exchange exchange = answered.get().first();
    assertThat(exchange.status()).as(() -> exchange + " to\n" + raw).isBetween(200, 499);
    assertThat(answered.get().more().isEmpty() || HeaderFields.read(raw).endEarly())
        .as(() -> exchange + ", and then " + answered.get().more() + ", to\n" + raw)
        .isTrue();
    synchronized (statuses) {
      statuses.computeIfAbsent(exchange.status(), status -> new LongAdder()).increment();
    }
    served.add(exchange.status() < 300 ? 1 : 0);
    return Optional.of(exchange);
  }

  /** Whether a request need not be read as far as its key. */
  private static boolean mayRefuse(String raw, HeaderFields fields) {
    return HeaderCases.isTouchy(fields)
        || !fields.areWellFormed()
        || !isForThisMachine(fields)
        || raw.length() > MOST_BYTES - NEAR;
  }

  /** The local stack's servers answer 403 for any other host. */
  private static boolean isForThisMachine(HeaderFields fields) {
    return Set.copyOf(fields.values("Host")).equals(Set.of("localhost"));
  }

  private static boolean refusesUnread(int status) {
    return Set.of(400, 401, 413, 415).contains(status);
  }

  private static boolean isProblem(Exchange exchange) {
    return exchange.mediaType().equals("application/problem+json")
        && new RecordedResponse(exchange).text("status").equals("" + exchange.status());
  }

  private String figure(int cases) {
    assertThat(served.sum()).as("served").isBetween(cases / 10L, cases * 9L / 10);
    return "%,d of %,d requests served: those that have to be, and no other; %s; %,d closed without an answer"
        .formatted(
            served.sum(),
            cases,
            statuses.entrySet().stream()
                .map(status -> "%d: %,d".formatted(status.getKey(), status.getValue().sum()))
                .collect(Collectors.joining(", ")),
            unanswered.sum());
  }

  private RecordedResponse register(String dataApiId, String apiId) {
    return HttpCalls.register(engineer, dataApiId, new Route(apiId, "*", "*", "*"));
  }

  private String revoked() {
    RecordedResponse made = HttpCalls.create(engineer, "headers");
    engineer.post("/v1/keys/" + made.text("key_id") + "/revoke").expect(200);
    return made.text("api_key");
  }
}
